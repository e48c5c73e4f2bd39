using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Grains.Journal;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Journal;

public sealed class BatcherTests : BatcherScene
{
    private FaultyStore _store = null!;
    private JournalBatcher _batcher = null!;

    [Fact]
    public async Task What_arrives_during_a_commit_goes_together_in_the_next()
    {
        await _store.HoldAsync();
        var first = SubmitAsync(Transfer(1));
        await _store.ArrivedAsync();
        var meanwhile = Enumerable.Range(0, 19).Select(_ => SubmitAsync(Transfer(1))).ToList();
        _store.LetGo();

        await Task.WhenAll(meanwhile.Append(first));

        Assert.Equal(2, _store.Batches.Count);
        Assert.Equal(20, _store.Batches.Sum(static batch => batch.Count));
    }

    [Theory]
    [InlineData((int)Fault.UnknownButDone)]
    [InlineData((int)Fault.UnknownAndNotDone)]
    public async Task An_unknown_outcome_is_sent_again_unchanged_until_known_and_happens_once(int fault)
    {
        _store.Faults.Enqueue((Fault)fault);
        _store.Faults.Enqueue((Fault)fault);

        var commit = await SubmitAsync(Transfer(30));

        Assert.IsType<PostingOutcome.Posted>(commit);
        Assert.Equal(3, _store.Batches.Count);
        Assert.Single(_store.Batches.Select(static batch => batch.Certain.Single().Id).Distinct());
        Assert.Equal(-30, await World.BalanceAsync(Payer));
    }

    [Fact]
    public async Task Once_sent_an_unreachable_database_is_an_unknown_outcome_too()
    {
        _store.Faults.Enqueue(Fault.UnknownButDone);
        _store.Faults.Enqueue(Fault.Unreachable);

        var commit = await SubmitAsync(Transfer(30));

        Assert.IsType<PostingOutcome.Posted>(commit);
        Assert.Equal(-30, await World.BalanceAsync(Payer));
    }

    [Fact]
    public async Task What_was_never_sent_is_a_fault_and_the_same_id_may_come_again()
    {
        var posting = Transfer(30);
        _store.Faults.Enqueue(Fault.Unreachable);

        await Assert.ThrowsAsync<LedgerUnavailable>(() => SubmitAsync(posting));
        var again = await SubmitAsync(posting);

        Assert.IsType<PostingOutcome.Posted>(again);
    }

    [Fact]
    public async Task A_posting_that_cannot_be_written_does_not_take_its_batch_with_it()
    {
        await _store.HoldAsync();
        var first = SubmitAsync(Transfer(1));
        await _store.ArrivedAsync();
        var poison = Transfer(1);
        _store.Poison = poison.Id;
        var bad = SubmitAsync(poison);
        var good = Enumerable.Range(0, 5).Select(_ => SubmitAsync(Transfer(1))).ToList();
        _store.LetGo();

        await Assert.ThrowsAsync<InvariantViolation>(() => bad);
        var commits = await Task.WhenAll(good.Append(first));

        Assert.All(commits, static commit => Assert.IsType<PostingOutcome.Posted>(commit));
    }

    [Fact]
    public async Task The_same_posting_handed_in_twice_shares_one_outcome()
    {
        await _store.HoldAsync();
        var posting = Transfer(10);
        var both = new[] { SubmitAsync(posting), SubmitAsync(posting) };
        _store.LetGo();

        var commits = await Task.WhenAll(both);

        Assert.Equal(commits[0], commits[1]);
        Assert.Equal(-10, await World.BalanceAsync(Payer));
    }

    [Fact]
    public async Task Another_command_under_an_id_that_is_under_way_is_refused_as_reused()
    {
        await _store.HoldAsync();
        var posting = Transfer(10);
        var other = Transfer(11) with { Id = posting.Id };
        var first = SubmitAsync(posting);
        var second = SubmitAsync(other);
        _store.LetGo();

        Assert.IsType<PostingOutcome.Posted>(await first);
        var refused = Assert.IsType<PostingOutcome.Refused>(await second);

        Assert.Equal(RefusalReason.IdReused, refused.Refusal.Reason);
    }

    [Fact]
    public async Task Beyond_the_queues_bound_callers_are_told_to_come_back()
    {
        _batcher = Batcher(new BatcherOptions { QueueCountMax = 10 });
        await _store.HoldAsync();
        var first = SubmitAsync(Transfer(1));
        await _store.ArrivedAsync();
        var waiting = Enumerable.Range(0, 30).Select(_ => SubmitAsync(Transfer(1))).ToList();
        _store.LetGo();

        var outcomes = (await Task.WhenAll(waiting.Append(first))).ToList();

        var shed = outcomes.OfType<PostingOutcome.Refused>().ToList();
        Assert.NotEmpty(shed);
        Assert.All(shed, static refused => Assert.Equal(RefusalReason.Overloaded, refused.Refusal.Reason));
        Assert.All(shed, static refused => Assert.True(refused.Refusal.IsTransient));
    }

    [Fact]
    public async Task What_only_its_own_batch_would_make_room_for_waits_for_the_next_and_then_posts()
    {
        await _store.HoldAsync();
        var first = SubmitAsync(Transfer(1));
        await _store.ArrivedAsync();
        var earns = _batcher.SubmitAsync(Transfer(50), isDoubtful: true);
        var spends = _batcher.SubmitAsync(Transfer(40) with { Legs = [Leg(Payee, Payer, 40)] }, isDoubtful: true);
        _store.LetGo();
        await first;

        Assert.IsType<PostingOutcome.Posted>(await earns);
        Assert.IsType<PostingOutcome.Posted>(await spends);
        Assert.Equal(11, await World.BalanceAsync(Payee));
    }

    [Fact]
    public async Task After_a_commit_theBoard_knows_what_was_committed()
    {
        await SubmitAsync(Transfer(25));

        Assert.Equal(await World.Directory.FindAccountAsync(Payer, CancellationToken.None), Board.Find(Payer));
    }

    private Task<PostingOutcome> SubmitAsync(Posting posting) => _batcher.SubmitAsync(posting, isDoubtful: false);

    protected override void Begin(IJournalStore inner)
    {
        _store = new FaultyStore(inner);
        _batcher = Batcher(new BatcherOptions());
    }

    private JournalBatcher Batcher(BatcherOptions options) => Batcher(_store, options);
}
