using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Grains.Journal;

namespace Regional.Grains.Tests.Journal;

/// <summary>Two group commits under way: the second takes who shares no account with the first.</summary>
public sealed class PassedOverTests : BatcherScene
{
    private const int Enough = 4;
    private const int PassedOverCountMax = 2;

    private StepStore _store = null!;
    private JournalBatcher _batcher = null!;

    [Fact]
    public async Task Who_shares_no_account_with_the_commit_under_way_goes_first_and_the_others_next()
    {
        var (third, fourth) = (await OpenAsync("third"), await OpenAsync("fourth"));
        var first = await BeginAsync();
        var sharing = (Posting[])[Transfer(third, Payee, 1), Transfer(Payer, fourth, 1)];
        var free = Free(third, fourth, Enough);

        var answers = Submit([sharing[0], .. free[..2], sharing[1], .. free[2..]]);
        await _store.ArrivedAsync();
        Assert.Equal(free.Select(static one => one.Id), _store.Members(1));

        _store.LetGo(0);
        _store.LetGo(1);
        await _store.ArrivedAsync();
        Assert.Equal(sharing.Select(static one => one.Id), _store.Members(2));
        _store.LetGo(2);
        Assert.All(await Task.WhenAll([first, .. answers]), static one => Assert.IsType<PostingOutcome.Posted>(one));
    }

    [Fact]
    public async Task Where_too_few_share_none_everybody_goes_in_order()
    {
        var (third, fourth) = (await OpenAsync("third"), await OpenAsync("fourth"));
        var first = await BeginAsync();
        var mixed = (Posting[])[Transfer(1), .. Free(third, fourth, Enough - 1)];

        var answers = Submit(mixed);
        await _store.ArrivedAsync();

        Assert.Equal(mixed.Select(static one => one.Id), _store.Members(1));
        _store.LetGo(0);
        _store.LetGo(1);
        await Task.WhenAll([first, .. answers]);
    }

    [Fact]
    public async Task Nobody_is_passed_over_more_often_than_the_bound()
    {
        var (third, fourth) = (await OpenAsync("third"), await OpenAsync("fourth"));
        var first = await BeginAsync();
        var sharing = Transfer(1);
        var answers = Submit([sharing, .. Free(third, fourth, Enough)]);
        for (var batch = 1; batch <= PassedOverCountMax; batch++)
        {
            await _store.ArrivedAsync();
            Assert.DoesNotContain(sharing.Id, _store.Members(batch));
            answers = [.. answers, .. Submit(Free(third, fourth, Enough))];
            _store.LetGo(batch);
        }

        await _store.ArrivedAsync();

        Assert.Contains(sharing.Id, _store.Members(PassedOverCountMax + 1));
        _store.LetGo(0);
        _store.LetGo(PassedOverCountMax + 1);
        Assert.All(await Task.WhenAll([first, .. answers]), static one => Assert.IsType<PostingOutcome.Posted>(one));
    }

    protected override void Begin(IJournalStore inner)
    {
        _store = new StepStore(inner);
        _batcher = Batcher(
            _store,
            new BatcherOptions { CommitBesideCountMin = Enough, PassedOverCountMax = PassedOverCountMax });
    }

    private async Task<Task<PostingOutcome>> BeginAsync()
    {
        var first = _batcher.SubmitAsync(Transfer(1), isDoubtful: false);
        await _store.ArrivedAsync();
        return first;
    }

    private Posting[] Free(AccountId debit, AccountId credit, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Transfer(debit, credit, 1))];

    private Task<PostingOutcome>[] Submit(Posting[] postings) =>
        [.. postings.Select(one => _batcher.SubmitAsync(one, isDoubtful: false))];
}
