using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.TestKit.Journal;

/// <summary>
/// What every journal store must do while a commit hangs whose caller knows nothing: what is sent again waits for it by
/// its unique id and learns what became of it; nobody sees it before (DESIGN section 2, unknown outcome).
/// </summary>
public abstract class HangingCommitContract
{
    /// <summary>A fresh world.</summary>
    protected abstract Task<IJournalWorld> OpenAsync();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_same_batch_sent_again_waits_and_happens_once(bool commits, bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var transfer = Postings.Transfer(ledger, payer, payee, 30);
        var hanging = await world.HangAsync(transfer, commits);

        var again = CommitAsync(world, certain, transfer);

        Assert.False(again.IsCompleted);
        Assert.Equal(0, (await world.ReadAsync(payee)).Balance);
        Assert.Null(await world.Directory.FindOperationAsync(transfer.Id, CancellationToken.None));
        await hanging.EndAsync();
        Assert.Equal(commits, Assert.IsType<PostingOutcome.Posted>(await again).IsReplay);
        Assert.Equal((30, 1), ((await world.ReadAsync(payee)).Balance, (await world.ReadAsync(payee)).Entries));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_content_under_its_id_is_judged_when_it_has_ended(bool commits)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var transfer = Postings.Transfer(ledger, payer, payee, 30);
        var hanging = await world.HangAsync(transfer, commits);

        var other = CommitAsync(world, certain: true, Postings.Transfer(ledger, payer, payee, 31, transfer.Id));
        await hanging.EndAsync();

        if (commits)
        {
            Assert.Equal(RefusalReason.IdReused, Assert.IsType<PostingOutcome.Refused>(await other).Refusal.Reason);
            Assert.Equal(30, (await world.ReadAsync(payee)).Balance);
        }
        else
        {
            Assert.IsType<PostingOutcome.Posted>(await other);
            Assert.Equal(31, (await world.ReadAsync(payee)).Balance);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_takes_of_a_limit_counts_for_whoever_waits(bool commits)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        await world.SetLimitsAsync(payer, floor: -40, ceiling: null);
        var hanging = await world.HangAsync(Postings.Transfer(ledger, payer, payee, 30), commits);

        var next = CommitAsync(world, certain: true, Postings.Transfer(ledger, payer, payee, 20));
        await hanging.EndAsync();

        if (commits)
        {
            Assert.Equal(RefusalReason.FloorExceeded, Assert.IsType<PostingOutcome.Refused>(await next).Refusal.Reason);
        }
        else
        {
            Assert.IsType<PostingOutcome.Posted>(await next);
        }

        Assert.Equal(commits ? -30 : -20, (await world.ReadAsync(payer)).Balance);
    }

    [Fact]
    public async Task What_shares_no_row_with_it_is_not_kept_waiting()
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var (others, from, to) = await PairAsync(world);
        var hanging = await world.HangAsync(Postings.Transfer(ledger, payer, payee, 30), commits: true);

        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain: true, Postings.Transfer(others, from, to, 1)));

        await hanging.EndAsync();
        Assert.Equal(30, (await world.ReadAsync(payee)).Balance);
    }

    private static async Task<(LedgerId Ledger, AccountId Payer, AccountId Payee)> PairAsync(IJournalWorld world)
    {
        var ledger = await world.AddLedgerAsync();
        return (ledger, await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
    }

    private static async Task<PostingOutcome> CommitAsync(IJournalWorld world, bool certain, Posting posting)
    {
        var batch = certain ? new JournalBatch([posting], []) : new JournalBatch([], [posting]);
        return (await world.Store.CommitAsync(batch, CancellationToken.None)).Outcomes[posting.Id];
    }
}
