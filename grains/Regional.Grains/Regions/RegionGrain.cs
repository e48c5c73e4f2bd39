using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Regional.Contracts;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Trades;
using Regional.Grains.Clearing;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;
using Regional.Grains.Telemetry;
using Regional.Grains.Trades;
using TradeOrder = Regional.Contracts.Grains.TradeOrder;

namespace Regional.Grains.Regions;

/// <inheritdoc cref="IRegionGrain" />
[Reentrant]
[GrainType("region")]
internal sealed class RegionGrain(
    AccountBoard board,
    TradeDesk trades,
    TermsCache terms,
    SchemePlanner planner,
    PostingCoordinator coordinator,
    ClearingRunFactory clearing,
    IJournalStore journal,
    ILedgerDirectory directory,
    TimeProvider time,
    ILogger<RegionGrain> logger) : HolderGrain(board, time), IRegionGrain, IRemindable
{
    /// <summary>The reminder only wakes the grain; the calendar says what is due.</summary>
    private const string WakeReminder = "wake";

    private static readonly TimeSpan WakePeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = time;
    private RegionId _id;
    private LedgerId? _ledger;
    private Task<ClearingReply>? _run;
    private bool _isSweeping;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new RegionId(int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture));
        var region = (await directory.FindRegionsAsync(cancellationToken)).FirstOrDefault(region => region.Id == _id);
        _ledger = region?.Ledger;
        if (_ledger is not { } ledger)
        {
            return;
        }

        Board.Publish(await directory.FindAccountsAsync(ledger, AccountRole.Community, cancellationToken));
        this.RegisterGrainTimer(
            static (grain, _) => grain.SweepAsync().AsTask(),
            this,
            new GrainTimerCreationOptions(SweepPeriod, SweepPeriod) { Interleave = true });
        await this.RegisterOrUpdateReminder(WakeReminder, WakePeriod, WakePeriod);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => SweepAsync().AsTask();

    public ValueTask<TradeReply> TradeAsync(TradeOrder order) => trades.TradeAsync(order, Self);

    public ValueTask<TradeReply> QuoteAsync(TradeOrder order) => trades.QuoteAsync(order);

    public ValueTask<TradeReply> CancelAsync(OperationId id, OperationId trade, string actor) =>
        trades.CancelAsync(id, trade, actor);

    public async ValueTask<PostingOutcome> CorrectAsync(CorrectionOrder order)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await PlanCorrectionAsync(order);
            if (!Postings.IsStale(outcome) || attempt == Postings.ReplanCountMax)
            {
                return outcome;
            }

            terms.Clear();
        }
    }

    private async ValueTask<PostingOutcome> PlanCorrectionAsync(CorrectionOrder order)
    {
        var posted = await directory.FindLegsAsync(order.Corrects, CancellationToken.None);
        var legs = posted.Select(static leg => leg.Leg).ToImmutableArray();
        var header = Postings.Of(
            order.Id, OperationKind.Correction, OrderFingerprints.Of(order), order.Details, legs: []) with
        {
            Corrects = order.Corrects,
            Trade = posted.IsEmpty ? null : posted[0].Trade,
        };
        if (!CorrectionRules.Plan(order.Corrects, legs, order.Reason).TryGet(out var plan, out var refusal))
        {
            // What was posted stays what it is; what was not found may be on its way.
            return legs.IsEmpty
                ? await coordinator.RefuseUnlessFoundAsync(header, refusal)
                : await coordinator.RefuseAsync(header, refusal);
        }

        return await CorrectAsync(header with { Legs = plan.Legs }, order.Details);
    }

    // A scheme that keeps more than balances gives back what the posting took.
    private async ValueTask<(Posting Posting, Refusal? Refusal)> WithSchemesAsync(Posting posting)
    {
        var planned = posting;
        foreach (var ledger in posting.Legs.Select(static leg => leg.Ledger).Distinct())
        {
            if (await planner.PlanCorrectionAsync(ledger, posting.Corrects!.Value, posting.Legs, posting.BusinessDate)
                is { } added)
            {
                if (added.Refusal is { } refusal)
                {
                    return (planned with { DecidedUnder = [.. planned.DecidedUnder.Union(added.DecidedUnder)] }, refusal);
                }

                planned = planned with
                {
                    Facts = planned.Facts.AddRange(added.Facts),
                    DecidedUnder = [.. planned.DecidedUnder.Union(added.DecidedUnder)],
                    DecidedOn = planned.DecidedOn.AddRange(added.DecidedOn),
                };
            }
        }

        return (planned, null);
    }

    public ValueTask<ClearingReply> CloseDueAsync(string actor) => new(RunForCallerAsync(actor));

    public async ValueTask<ClearingReply> CutAndCloseAsync(OperationId id, string actor, string? reason)
    {
        var cut = await journal.ExecuteAsync(
            new CutWindow(_id) { Id = id, Actor = actor, Reason = reason }, CancellationToken.None);
        return cut switch
        {
            CommandOutcome.Refused refused => new ClearingReply([], refused.Refusal),
            CommandOutcome.Done => await RunForCallerAsync(actor),
            _ => throw new Domain.InvariantViolation($"A command ended as {cut.GetType().Name}."),
        };
    }

    public ValueTask<PostingOutcome> ConfirmAsync(OperationId id, OperationId instruction, string actor) =>
        clearing.For(_id, Self).ConfirmAsync(id, instruction, actor);

    public async ValueTask<ClearingReply> FinaliseAsync(OperationId id, WindowId window, string actor)
    {
        var done = await journal.ExecuteAsync(
            new RecordWindowStep(window, WindowStep.ReportFinal) { Id = id, Actor = actor }, CancellationToken.None);
        return new ClearingReply([window], (done as CommandOutcome.Refused)?.Refusal);
    }

    public async ValueTask SweepAsync()
    {
        if (_isSweeping || _ledger is null)
        {
            return;
        }

        _isSweeping = true;
        try
        {
            var run = clearing.For(_id, Self);
            await run.ExtendWindowsAsync();
            await RunAsync("system:clearing");
            await run.ExpirePendingsAsync();
            await trades.ReleaseQueuedAsync(_id, Self);
        }
        catch (Exception fault)
        {
            // The next sweep goes on where this one stopped: every step is durable or not done.
            logger.SweepFailed(this.GetPrimaryKeyString(), fault);
        }
        finally
        {
            _isSweeping = false;
        }
    }

    protected override bool Owns(AccountState account) => account.Ledger == _ledger
        && account.Role is not (AccountRole.RestOfWorld or AccountRole.Suspense);

    private async ValueTask<PostingOutcome> CorrectAsync(Posting posting, OrderDetails details)
    {
        var ledgers = ImmutableArray.CreateBuilder<LedgerTerms>();
        foreach (var ledger in posting.Legs.Select(static leg => leg.Ledger).Distinct())
        {
            if (await terms.FindAsync(ledger, CancellationToken.None) is { } known)
            {
                ledgers.Add(known);
            }
        }

        var under = ledgers.Aggregate(posting, static (under, ledger) => under.Under(ledger));
        if (!BookingDates.Of(details, ledgers.ToImmutable(), _time.GetUtcNow()).TryGet(out var dated, out var late))
        {
            return await coordinator.RefuseAsync(under, late);
        }

        // What schemes give back is of the date on which the correction is booked.
        var planned = await WithSchemesAsync(under.Dated(dated));
        return planned.Refusal is { } refusal
            ? await coordinator.RefuseAsync(planned.Posting with { Legs = [], Facts = [] }, refusal)
            : await CommitAsync(planned.Posting);
    }

    private async ValueTask<PostingOutcome> CommitAsync(Posting posting) =>
        PostingForm.Check(posting) is { } malformed
            ? new PostingOutcome.Refused(malformed)
            : await coordinator.CommitAsync(posting, Self);

    // Steps may be done when the database goes away: "nothing was sent" would be said of the last one only.
    private async Task<ClearingReply> RunForCallerAsync(string actor)
    {
        try
        {
            return await RunAsync(actor);
        }
        catch (LedgerUnavailable fault)
        {
            throw new OutcomeUnknown($"The run was interrupted and goes on by itself: {fault.Message}", fault);
        }
    }

    // One run at a time; who asks meanwhile gets that run's answer.
    private async Task<ClearingReply> RunAsync(string actor)
    {
        if (_run is { IsCompleted: false } underWay)
        {
            await underWay;
        }

        _run = clearing.For(_id, Self).RunDueAsync(actor);
        return await _run;
    }
}
