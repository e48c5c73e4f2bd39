using Regional.Contracts.Journal;
using Regional.Domain.Commands;
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

        Assert.True(await hanging.KeepsWaitingAsync(again));
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

    [Theory]
    [InlineData(true, RefusalReason.TargetChanged)]
    [InlineData(false, RefusalReason.CorrectionUnknown)]
    public async Task That_there_is_nothing_to_correct_is_said_when_it_has_ended(bool commits, RefusalReason said)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var transfer = Postings.Transfer(ledger, payer, payee, 30);
        var hanging = await world.HangAsync(transfer, commits);

        var correction = CommitAsync(world, certain: false, Postings.Transfer(ledger, payee, payer, 30) with
        {
            Legs = [],
            Corrects = transfer.Id,
            PlannedRefusal = Refusal.For(RefusalReason.CorrectionUnknown, new RefusalFact("operation", $"{transfer.Id}")),
        });

        Assert.True(await hanging.KeepsWaitingAsync(correction));
        await hanging.EndAsync();
        Assert.Equal(said, Assert.IsType<PostingOutcome.Refused>(await correction).Refusal.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_there_is_no_such_request_is_said_when_it_has_ended(bool commits)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var request = Request(payee, payer);
        var hanging = await world.HangAsync(request, commits);

        var approval = CommitAsync(world, certain: false, Approval(ledger, payer, payee, request));
        var end = world.Store.ExecuteAsync(
            new EndRequest(request.Id, IsWithdrawal: true) { Id = Postings.NewId(), Actor = "test" }, CancellationToken.None);

        Assert.True(await hanging.KeepsWaitingAsync(approval));
        Assert.True(await hanging.KeepsWaitingAsync(end));
        await hanging.EndAsync();
        var (approved, ended) = (await approval as PostingOutcome.Refused, await end as CommandOutcome.Refused);
        if (commits)
        {
            Assert.True(approved is null ^ ended is null, $"{approved?.Refusal} {ended?.Refusal}");
            Assert.Equal(RefusalReason.RequestEnded, (approved?.Refusal ?? ended?.Refusal)!.Reason);
        }
        else
        {
            Assert.Equal(RefusalReason.RequestUnknown, approved!.Refusal.Reason);
            Assert.Equal(RefusalReason.RequestUnknown, ended!.Refusal.Reason);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_comes_behind_those_who_are_being_told_that_there_is_none(bool commits)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var request = Request(payee, payer);
        var approval = Approval(ledger, payer, payee, request);
        var hanging = await world.HangJudgedAsync([approval, Postings.Transfer(ledger, payer, payee, 1)], commits);

        var asked = world.Store.ExecuteAsync(request, CancellationToken.None);

        Assert.True(await hanging.KeepsWaitingAsync(asked));
        await hanging.EndAsync();
        Assert.IsType<CommandOutcome.Done>(await asked);
        var again = await CommitAsync(world, certain: false, approval);
        Assert.Equal(
            commits ? RefusalReason.RequestUnknown : null, (again as PostingOutcome.Refused)?.Refusal.Reason);
    }

    private static RequestPayment Request(AccountId payee, AccountId payer) =>
        new(payee, payer, 5, TransferKind.Real, "goods", Reference: null, DocumentNumber: null, TimeSpan.FromHours(1))
        {
            Id = Postings.NewId(),
            Actor = "test",
        };

    private static Posting Approval(LedgerId ledger, AccountId payer, AccountId payee, RequestPayment request) =>
        Postings.Transfer(ledger, payer, payee, 5) with { Effects = [new RequestApproved(request.Id)] };

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
