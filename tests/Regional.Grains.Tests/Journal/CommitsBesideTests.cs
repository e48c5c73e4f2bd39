using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Grains.Journal;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Journal;

/// <summary>Two group commits under way: the second begins, and goes on, only with enough.</summary>
public sealed class CommitsBesideTests : BatcherScene
{
    private const int Enough = 4;

    // What must not happen would happen at once; longer waiting only finds it more surely.
    private static readonly TimeSpan TimeToGoWrong = TimeSpan.FromMilliseconds(50);

    private StepStore _store = null!;
    private JournalBatcher _batcher = null!;

    [Fact]
    public async Task Few_wait_for_the_commit_under_way_even_when_another_has_just_ended()
    {
        var (first, second) = await BeginTwoAsync();
        var few = Submit(Enough - 1);

        _store.LetGo(0);
        await Task.WhenAll(first);
        await Task.Delay(TimeToGoWrong, TestContext.Current.CancellationToken);
        Assert.Equal([1, Enough], _store.Counts);
        Assert.All(few, static one => Assert.False(one.IsCompleted));

        _store.LetGo(1);
        await _store.ArrivedAsync();
        Assert.Equal([1, Enough, Enough - 1], _store.Counts);
        _store.LetGo(2);
        await Task.WhenAll([.. second, .. few]);
    }

    [Fact]
    public async Task What_makes_them_enough_begins_a_commit_beside_the_one_under_way()
    {
        var (first, second) = await BeginTwoAsync();
        var few = Submit(Enough - 1);
        _store.LetGo(0);
        await Task.WhenAll(first);

        var last = Submit(1);
        await _store.ArrivedAsync();

        Assert.Equal([1, Enough, Enough], _store.Counts);
        _store.LetGo(1);
        _store.LetGo(2);
        await Task.WhenAll([.. second, .. few, .. last]);
    }

    [Fact]
    public async Task Enough_go_at_once_when_a_commit_has_ended()
    {
        var (first, second) = await BeginTwoAsync();
        var enough = Submit(Enough);

        _store.LetGo(0);
        await _store.ArrivedAsync();

        Assert.Equal([1, Enough, Enough], _store.Counts);
        _store.LetGo(1);
        _store.LetGo(2);
        await Task.WhenAll([.. first, .. second, .. enough]);
    }

    protected override void Begin(IJournalStore inner)
    {
        _store = new StepStore(inner);
        _batcher = Batcher(_store, new BatcherOptions { CommitBesideCountMin = Enough });
    }

    private async Task<(Task<PostingOutcome>[] First, Task<PostingOutcome>[] Second)> BeginTwoAsync()
    {
        var first = Submit(1);
        await _store.ArrivedAsync();
        var second = Submit(Enough);
        await _store.ArrivedAsync();
        return (first, second);
    }

    private Task<PostingOutcome>[] Submit(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _batcher.SubmitAsync(Transfer(1), isDoubtful: false))];
}
