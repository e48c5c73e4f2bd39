using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.TestKit.Journal;

/// <summary>
/// What every journal store must do of a region's life: windows by the commit's clock, requests, queued trades and
/// settlement payments that change with a posting or not at all (DESIGN sections 3 and 4).
/// </summary>
public abstract class RegionContract
{
    private static readonly DateOnly LongAgo = new(2020, 1, 1);

    /// <summary>A fresh world.</summary>
    protected abstract Task<IJournalWorld> OpenAsync();

    [Fact]
    public async Task What_is_posted_after_a_cut_falls_in_the_next_window_and_positions_tell_them_apart()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var before = Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(Above(scene, 30)));

        var first = await scene.CutAsync();
        var after = Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(Above(scene, 5)));

        Assert.Equal(first, before.Receipt.Window);
        Assert.NotEqual(first, after.Receipt.Window);
        var positions = await world.Clearing.FindPositionsAsync(after.Receipt.Window!.Value, CancellationToken.None);
        Assert.Equal(
            [(scene.First.AtRegion, -30L, 5L, 0L), (scene.Second.AtRegion, 30L, 0L, 5L)],
            positions.Select(static position => (position.Account, position.Opening, position.Paid, position.Received)));
    }

    [Fact]
    public async Task A_window_closes_once_in_order_and_only_past_its_time()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var first = await scene.CutAsync();
        var second = await scene.CutAsync();
        var open = (await scene.CommitAsync(Above(scene, 1)) as PostingOutcome.Posted)!.Receipt.Window!.Value;

        var early = Close(second)(Postings.NewId());
        await AssertRefusedAsync(scene, RefusalReason.WindowOutOfOrder, _ => early);
        await scene.DoAsync(Close(first));
        await AssertRefusedAsync(scene, RefusalReason.WindowClosing, Close(first));
        await scene.DoAsync(_ => early);
        await AssertRefusedAsync(scene, RefusalReason.WindowNotDue, Close(open));
        Assert.Equal(
            [first, second],
            (await world.Clearing.FindUnsettledAsync(scene.Region, CancellationToken.None)).Select(static window => window.Id));

        static Func<OperationId, Command> Close(WindowId window) => id => new CloseWindow(window) { Id = id, Actor = "test" };
    }

    [Fact]
    public async Task A_calendar_ends_the_first_window_and_stands_windows_ahead()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var window = (await scene.CommitAsync(Above(scene, 1)) as PostingOutcome.Posted)!.Receipt.Window!.Value;
        var far = (await world.Clearing.FindWindowAsync(window, CancellationToken.None))!.Closes;

        await scene.DoAsync(id => new SetCalendar(scene.Region, "daily", new TimeOnly(17, 0), [], [])
        {
            Id = id,
            Actor = "test",
        });

        var near = (await world.Clearing.FindWindowAsync(window, CancellationToken.None))!.Closes;
        Assert.InRange(far - near, TimeSpan.FromDays(364), TimeSpan.FromDays(366));
        Assert.Equal(0, await world.Clearing.ExtendWindowsAsync(scene.Region, near, CancellationToken.None));
        await world.Clearing.ExtendWindowsAsync(scene.Region, near.AddDays(50), CancellationToken.None);
        Assert.Equal(30, await world.Clearing.ExtendWindowsAsync(scene.Region, near.AddDays(80), CancellationToken.None));
    }

    [Fact]
    public async Task A_request_is_answered_once_by_the_posting_that_pays_it()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var request = await AskAsync(scene);
        var approval = Within(scene, 5) with { Effects = [new RequestApproved(request)] };

        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(approval));
        Assert.Equal(
            RefusalReason.RequestEnded,
            ReasonOf(await scene.CommitAsync(Within(scene, 5) with { Effects = [new RequestApproved(request)] })));
        await AssertRefusedAsync(scene, RefusalReason.RequestEnded, id => new EndRequest(request, false) { Id = id, Actor = "test" });

        var read = await world.Directory.FindRequestAsync(request, CancellationToken.None);
        Assert.Equal((RequestStatus.Approved, approval.Id), (read!.Status, read.AnsweredBy));
        Assert.Equal(5, (await world.ReadAsync(scene.First.Account)).DebitsPosted);
    }

    [Fact]
    public async Task A_request_past_its_time_reads_as_expired_and_is_neither_paid_nor_declined()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var request = await AskAsync(scene);

        await world.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(
            RefusalReason.RequestExpired,
            ReasonOf(await scene.CommitAsync(Within(scene, 5) with { Effects = [new RequestApproved(request)] })));
        await AssertRefusedAsync(scene, RefusalReason.RequestExpired, id => new EndRequest(request, true) { Id = id, Actor = "test" });
        Assert.Equal(
            RequestStatus.Expired, (await world.Directory.FindRequestAsync(request, CancellationToken.None))!.Status);
    }

    [Fact]
    public async Task A_queued_trade_answers_that_it_waits_and_with_its_receipt_once_released()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var trade = Trade(scene, 7);
        await QueueAsync(scene, trade);

        Assert.Equal(RefusalReason.CapReached, ReasonOf(await scene.CommitAsync(trade)));
        var release = Trade(scene, 7) with { Trade = trade.Id, Effects = [new QueuedTradeReleased(trade.Id)] };
        var released = Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(release));
        var asked = Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(trade));

        Assert.Equal((trade.Id, true), (asked.Receipt.Operation, asked.IsReplay));
        Assert.Equal(released.Receipt.Entries.AsEnumerable(), asked.Receipt.Entries);
        Assert.Equal(
            RefusalReason.TradeNotQueued,
            ReasonOf(await scene.CommitAsync(Trade(scene, 7) with { Effects = [new QueuedTradeReleased(trade.Id)] })));
        Assert.Empty(await world.Directory.FindQueuedTradesAsync(scene.Region, 10, CancellationToken.None));
    }

    [Theory]
    [InlineData(true, RefusalReason.TradeNotQueued)]
    [InlineData(false, RefusalReason.AccountClosed)]
    public async Task A_queued_trade_that_was_given_up_or_refused_stays_so(bool isCancelled, RefusalReason answered)
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var trade = Trade(scene, 7);
        await QueueAsync(scene, trade);
        var refusal = isCancelled
            ? null
            : Refusal.For(RefusalReason.AccountClosed, RefusalFact.Account(scene.First.Account));

        await scene.DoAsync(id => new EndQueuedTrade(trade.Id, refusal) { Id = id, Actor = "test" });

        await AssertRefusedAsync(
            scene, RefusalReason.TradeNotQueued, id => new EndQueuedTrade(trade.Id, null) { Id = id, Actor = "test" });
        Assert.Equal(answered, ReasonOf(await scene.CommitAsync(trade)));
        Assert.Equal(
            RefusalReason.TradeNotQueued,
            ReasonOf(await scene.CommitAsync(Trade(scene, 7) with { Effects = [new QueuedTradeReleased(trade.Id)] })));
        Assert.Equal(0, (await world.ReadAsync(scene.First.Account)).Entries);
    }

    [Fact]
    public async Task Trades_wait_in_the_order_they_came()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var trades = Enumerable.Range(1, 4).Select(minor => Trade(scene, minor)).ToArray();
        foreach (var trade in trades)
        {
            await QueueAsync(scene, trade);
        }

        var waiting = await world.Directory.FindQueuedTradesAsync(scene.Region, limit: 3, CancellationToken.None);

        Assert.Equal(trades[..3].Select(static trade => trade.Id), waiting.Select(static trade => trade.Id));
    }

    [Fact]
    public async Task Cash_is_placed_then_confirmed_and_none_is_paid_out_before_it_came_in()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var (window, payIn, payOut) = await PlanAsync(scene);
        Posting Placing(OperationId instruction) => Within(scene, 1) with { Effects = [new InstructionPlaced(instruction)] };
        Posting Confirming(OperationId instruction) =>
            Within(scene, 1) with { Effects = [new InstructionConfirmed(instruction)] };

        await AssertRefusedAsync(scene, RefusalReason.SettlementRunning, Step(window, WindowStep.Placed));
        Assert.Equal(RefusalReason.InstructionEnded, ReasonOf(await scene.CommitAsync(Confirming(payIn))));
        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(Placing(payIn)));
        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(Placing(payOut)));
        await scene.DoAsync(Step(window, WindowStep.Placed));
        Assert.Equal(RefusalReason.NotPaidIn, ReasonOf(await scene.CommitAsync(Confirming(payOut))));
        await AssertRefusedAsync(scene, RefusalReason.SettlementRunning, Step(window, WindowStep.Settled));
        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(Confirming(payIn)));
        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(Confirming(payOut)));
        Assert.Equal(RefusalReason.InstructionEnded, ReasonOf(await scene.CommitAsync(Confirming(payOut))));
        await scene.DoAsync(Step(window, WindowStep.Settled));

        Assert.Equal(
            WindowStatus.Settled, (await world.Clearing.FindWindowAsync(window, CancellationToken.None))!.Status);
    }

    [Fact]
    public async Task What_a_plan_did_not_find_is_refused_only_while_the_journal_does_not_have_it_either()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var (_, payIn, _) = await PlanAsync(scene);
        await scene.CommitAsync(Within(scene, 1) with { Effects = [new InstructionPlaced(payIn)] });
        var posted = Within(scene, 2);
        await scene.CommitAsync(posted);
        Posting Unconfirmed(OperationId instruction) => Within(scene, 1) with
        {
            Legs = [],
            Effects = [new InstructionConfirmed(instruction)],
            PlannedRefusal = Refusal.For(RefusalReason.InstructionUnknown, new RefusalFact("instruction", $"{instruction}")),
        };
        Posting Uncorrected(OperationId operation) => Within(scene, 2) with
        {
            Legs = [],
            Corrects = operation,
            PlannedRefusal = Refusal.For(RefusalReason.CorrectionUnknown, new RefusalFact("operation", $"{operation}")),
        };
        var (nowhere, late) = (Unconfirmed(posted.Id), Unconfirmed(payIn));
        var (nothing, early) = (Uncorrected(payIn), Uncorrected(posted.Id));

        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(RefusalReason.InstructionUnknown, ReasonOf(await scene.CommitAsync(nowhere)));
            Assert.Equal(RefusalReason.CorrectionUnknown, ReasonOf(await scene.CommitAsync(nothing)));
            Assert.Equal(RefusalReason.TargetChanged, ReasonOf(await scene.CommitAsync(late)));
            Assert.Equal(RefusalReason.TargetChanged, ReasonOf(await scene.CommitAsync(early)));
        }

        var (confirmed, corrected) = (Within(scene, 1), Within(scene, 2));
        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(
            late with { PlannedRefusal = null, Legs = confirmed.Legs }));
        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(
            early with { PlannedRefusal = null, Legs = corrected.Legs }));
    }

    [Fact]
    public async Task A_late_payer_may_not_buy_until_it_has_paid()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var (_, payIn, payOut) = await PlanAsync(scene);
        Command Late(OperationId id, OperationId instruction) => new DeclareArrears(instruction) { Id = id, Actor = "test" };
        Assert.Equal([payIn], await OverdueAsync(scene));

        await AssertRefusedAsync(scene, RefusalReason.InstructionNotDue, id => Late(id, payOut));
        await scene.DoAsync(id => Late(id, payIn));
        await scene.DoAsync(id => Late(id, payIn));

        Assert.Empty(await OverdueAsync(scene));
        Assert.Equal(AccountStatus.DebitsBlocked, (await world.ReadAsync(scene.First.AtRegion)).Status);
        Assert.Equal(RefusalReason.AccountMayNotPay, ReasonOf(await scene.CommitAsync(Above(scene, 1))));
        Assert.IsType<PostingOutcome.Posted>(
            await scene.CommitAsync(Within(scene, 1) with { Effects = [new InstructionPlaced(payIn)] }));
        var confirmed = Within(scene, 1) with { Effects = [new InstructionConfirmed(payIn)] };
        var result = await world.Store.CommitAsync(new JournalBatch([], [confirmed]), CancellationToken.None);

        Assert.Equal(AccountStatus.Open, (await world.ReadAsync(scene.First.AtRegion)).Status);
        Assert.Contains(result.Accounts, account => account.Id == scene.First.AtRegion);
        Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(Above(scene, 1)));
    }

    [Fact]
    public async Task A_settlement_is_planned_once_and_only_on_what_the_journal_says()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var (window, payIn, payOut) = await PlanAsync(scene);

        var again = await scene.DoAsync(id => new PlanSettlement(window, LongAgo, []) { Id = id, Actor = "test" });

        Assert.Equal("2", again["instructions"]);
        Assert.Equal(
            [(payIn, false, 10L), (payOut, true, 10L)],
            (await world.Clearing.FindInstructionsAsync(window, CancellationToken.None))
                .Select(static one => (one.Id, one.IsPayOut, one.AmountMinor)));
        var next = await scene.CloseAsync();
        await Assert.ThrowsAsync<Domain.InvariantViolation>(() =>
            scene.ExecuteAsync(new PlanSettlement(next, LongAgo, []) { Id = Postings.NewId(), Actor = "test" }));
        Assert.Empty(await world.Clearing.FindInstructionsAsync(next, CancellationToken.None));
    }

    private static Func<OperationId, Command> Step(WindowId window, WindowStep step) =>
        id => new RecordWindowStep(window, step) { Id = id, Actor = "test" };

    // From the first community to the second, at the region.
    private static Posting Above(RegionScene scene, long minor) =>
        Postings.Transfer(scene.Ledger, scene.First.AtRegion, scene.Second.AtRegion, minor);

    // In the first community's book.
    private static Posting Within(RegionScene scene, long minor) =>
        Postings.Transfer(scene.First.Ledger, scene.First.Account, scene.First.Mirror, minor);

    private static Posting Trade(RegionScene scene, long minor) => Postings.Of(
        null,
        Postings.Move(scene.First.Ledger, scene.First.Account, scene.First.Mirror, minor),
        Postings.Move(scene.Ledger, scene.First.AtRegion, scene.Second.AtRegion, minor),
        Postings.Move(scene.Second.Ledger, scene.Second.Mirror, scene.Second.Account, minor)) with
    {
        Kind = OperationKind.Trade,
    };

    private static async Task QueueAsync(RegionScene scene, Posting trade) => Assert.IsType<CommandOutcome.Done>(
        await scene.ExecuteAsync(new QueueTrade(
            scene.Region, scene.First.Account, scene.Second.Account, trade.Legs[^1].Amount.Minor, TransferKind.Real, "goods",
            trade.BusinessDate, scene.First.AtRegion, new TradeDetails(null, null, null, null), trade.Fingerprint)
        {
            Id = trade.Id,
            Actor = "test",
        }));

    private static async Task<OperationId> AskAsync(RegionScene scene)
    {
        var id = Postings.NewId();
        Assert.IsType<CommandOutcome.Done>(await scene.ExecuteAsync(new RequestPayment(
            scene.Second.Account, scene.First.Account, 5, TransferKind.Real, "goods", "rice", "7", TimeSpan.FromHours(1))
        {
            Id = id,
            Actor = "test",
        }));
        return id;
    }

    // A closed window in which the first community paid the second 10, settled whole in cash and due long ago.
    private static async Task<(WindowId Window, OperationId PayIn, OperationId PayOut)> PlanAsync(RegionScene scene)
    {
        await scene.CommitAsync(Above(scene, 10));
        var window = await scene.CloseAsync();
        var (payIn, payOut) = (Postings.NewId(), Postings.NewId());
        ImmutableArray<PlannedPosition> positions =
        [
            new(scene.First.AtRegion, 0, 10, 0, 0, 0, -10, payIn),
            new(scene.Second.AtRegion, 0, 0, 10, 0, 0, 10, payOut),
        ];
        await scene.DoAsync(id => new PlanSettlement(window, LongAgo, positions) { Id = id, Actor = "test" });
        return (window, payIn, payOut);
    }

    private static async Task<IEnumerable<OperationId>> OverdueAsync(RegionScene scene) =>
        (await scene.World.Clearing.FindOverdueAsync(scene.Region, LongAgo.AddDays(1), CancellationToken.None))
            .Select(static one => one.Id);

    private static RefusalReason ReasonOf(PostingOutcome outcome) =>
        Assert.IsType<PostingOutcome.Refused>(outcome).Refusal.Reason;

    private static async Task AssertRefusedAsync(
        RegionScene scene, RefusalReason reason, Func<OperationId, Command> command) => Assert.Equal(
            reason,
            Assert.IsType<CommandOutcome.Refused>(await scene.ExecuteAsync(command(Postings.NewId()))).Refusal.Reason);
}
