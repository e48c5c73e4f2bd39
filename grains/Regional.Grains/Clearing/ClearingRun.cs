using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Regional.Contracts;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Settlement;
using Regional.Grains.Coordination;
using Regional.Grains.Telemetry;
using Regional.Grains.Trades;

namespace Regional.Grains.Clearing;

/// <summary>
/// Takes a region's due windows as far as they go (DESIGN section 4). Every step is durable before the next begins and
/// its ids derive from the window, so a run that was interrupted anywhere goes on and does nothing twice.
/// </summary>
internal sealed class ClearingRun(
    ClearingDesk desk,
    IClearingReader reader,
    ILedgerDirectory directory,
    SettlementPayments payments,
    PendingEnds ends,
    TimeProvider time,
    ILogger<ClearingRun> logger)
{
    /// <summary>How far ahead windows stand in the table: more than a month, so that monthly cycles have their next one.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(70);

    /// <summary>Most pendings expired in one sweep; the rest waits for the next.</summary>
    private const int ExpireCountMax = 500;

    public async Task ExtendWindowsAsync() =>
        await reader.ExtendWindowsAsync(desk.Region, time.GetUtcNow() + Ahead, CancellationToken.None);

    public async Task<ClearingReply> RunDueAsync(string actor)
    {
        var seen = ImmutableArray.CreateBuilder<WindowId>();
        foreach (var window in await reader.FindUnsettledAsync(desk.Region, CancellationToken.None))
        {
            seen.Add(window.Id);
            if (await RunAsync(window, actor) is { } refusal)
            {
                return new ClearingReply(seen.ToImmutable(), refusal);
            }
        }

        await DeclareArrearsAsync(actor);
        return new ClearingReply(seen.ToImmutable(), Refusal: null);
    }

    public async Task ExpirePendingsAsync()
    {
        foreach (var pending in await directory.FindDuePendingsAsync(ExpireCountMax, CancellationToken.None))
        {
            if (await ends.FindAsync(pending.Id) is not { } found)
            {
                continue;
            }

            var date = found.Placed.BusinessDate;
            var plan = await ends.PlanAsync(found, TransferAction.ExpirePending, pending.Amount, date);
            var header = ClearingDesk.Posting(
                DerivedId.Of(pending.Id.Posting, $"expire/{pending.Id.Leg}"), OperationKind.Resolution,
                $"expire {pending.Id}", "system:expiry", date);
            if (plan.Refusal is null)
            {
                await desk.CommitAsync(header.Planned(plan) with { Trade = found.Placed.Trade });
            }
        }
    }

    public async ValueTask<PostingOutcome> ConfirmAsync(OperationId id, OperationId instruction, string actor)
    {
        var outcome = await payments.ConfirmAsync(id, instruction, actor);
        if (outcome is PostingOutcome.Posted)
        {
            await SettleWindowOfAsync(instruction, actor);
        }

        return outcome;
    }

    private async ValueTask SettleWindowOfAsync(OperationId instruction, string actor)
    {
        try
        {
            if (await reader.FindInstructionAsync(instruction, CancellationToken.None) is { } confirmed
                && await reader.FindWindowAsync(confirmed.Window, CancellationToken.None) is { } window)
            {
                await SettleAsync(window, actor);
            }
        }
        catch (Exception fault) when (fault is LedgerUnavailable or OutcomeUnknown)
        {
            // The payment stands, and its caller is to hear of it; the next sweep settles the window.
            logger.SettlingPutOff(desk.Region.ToString(), instruction.ToString(), fault.Message);
        }
    }

    private async Task<Refusal?> RunAsync(WindowRecord window, string actor)
    {
        (WindowStep Step, Func<Task<Refusal?>> Do)[] steps =
        [
            (WindowStep.Closed, () => CloseAsync(window, actor)),
            (WindowStep.DifferencesBooked, () => UnderTermsAsync(window, date => BookDifferencesAsync(window, date, actor))),
            (WindowStep.Planned, () => UnderTermsAsync(window, date => PlanAsync(window, date, actor))),
            (WindowStep.Placed, () => UnderTermsAsync(window, date => PlaceAsync(window, date, actor))),
        ];
        foreach (var (step, carryOut) in steps)
        {
            if (window.StepsDone.Contains(step))
            {
                continue;
            }

            if (await carryOut() is { } refusal)
            {
                return refusal;
            }

            logger.StepDone(desk.Region.ToString(), window.Id.Value, step.ToString());
            if (step == WindowStep.Closed)
            {
                // Until then a cut before it could move its border, its date and its number.
                window = await reader.FindWindowAsync(window.Id, CancellationToken.None)
                    ?? throw new InvariantViolation($"Window {window.Id} is gone.");
            }
        }

        return await SettleAsync(window, actor);
    }

    // The terms of the window's date decide. Where they leave it stuck (no rate, carry limits that do not fit), what the
    // coordinator has set since then does: terms cannot be set for a date that is past, so nothing else could free it.
    private async Task<Refusal?> UnderTermsAsync(WindowRecord window, Func<DateOnly, Task<Refusal?>> carryOut)
    {
        var refusal = await carryOut(window.BusinessDate);
        if (refusal?.Reason is not (RefusalReason.NoRate or RefusalReason.CarryShortfall))
        {
            return refusal;
        }

        desk.ForgetTerms();
        var today = await TodayAsync();
        return await carryOut(today > window.BusinessDate ? today : window.BusinessDate);
    }

    private async Task<DateOnly> TodayAsync()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await RegionAsync()).TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
    }

    private async Task<Refusal?> CloseAsync(WindowRecord window, string actor) => await desk.ExecuteAsync(
        new CloseWindow(window.Id) { Id = DerivedId.Of($"window/{window.Id}/close"), Actor = actor });

    private async Task<Refusal?> BookDifferencesAsync(WindowRecord window, DateOnly termsDate, string actor)
    {
        foreach (var mirror in await reader.FindMirrorsAsync(window.Id, CancellationToken.None))
        {
            var lower = await desk.TermsAsync(mirror.LowerLedger);
            var upper = await desk.TermsAsync(lower.Upper!.UpperLedger);
            var position = new ExchangePosition(
                lower.Id, lower.Currency, mirror.LowerAccount, lower.SystemAccounts[AccountRole.ExchangeDifference],
                mirror.LowerBalance, mirror.UpperBalance);
            var rates = TradePlanner.Rates(lower);
            if (!ExchangeDifference.Plan(position, rates, upper.Currency, termsDate)
                    .TryGet(out var plan, out var refusal))
            {
                return refusal;
            }

            var posting = ClearingDesk.Posting(
                DerivedId.Of($"window/{window.Id}/difference/{lower.Id}"),
                OperationKind.ExchangeDifference,
                $"window {window.Id} ledger {lower.Id}",
                actor,
                window.BusinessDate) with
            {
                Reference = $"Exchange difference, window {window.No}",
            };
            if (await BookAsync(posting, plan, window, lower.Id) is { } refused)
            {
                return refused;
            }
        }

        return await RecordAsync(window, WindowStep.DifferencesBooked, actor);
    }

    // None is an outcome too, kept under the id: a run that lags behind finds it there and books nothing of later rates.
    private async Task<Refusal?> BookAsync(
        Posting posting, ExchangeDifferencePlan plan, WindowRecord window, LedgerId ledger)
    {
        var outcome = plan.Leg is { } leg
            ? await desk.CommitAsync(posting with { Legs = [leg] })
            : await desk.RefuseAsync(posting, Refusal.For(
                RefusalReason.DifferenceZero, new("window", $"{window.No}"), new("ledger", $"{ledger}")));
        var refusal = ClearingDesk.RefusalOf(outcome);
        return refusal?.Reason == RefusalReason.DifferenceZero ? null : refusal;
    }

    private async Task<Refusal?> PlanAsync(WindowRecord window, DateOnly termsDate, string actor)
    {
        var positions = await reader.FindPositionsAsync(window.Id, CancellationToken.None);
        var ledger = await RegionLedgerAsync();
        var terms = SettlementTerms.Of(ledger, termsDate);
        var members = positions.Select(position =>
            new SettlementPosition(position.Account, position.Position, terms.CarryLimit(position.Code)));
        if (!SettlementPlan.Compute(members, ledger.Currency).TryGet(out var plan, out var refusal))
        {
            return refusal;
        }

        var shares = plan.Shares.ToDictionary(static share => share.Account);
        var planned = positions.Select(position => Planned(window.Id, position, shares[position.Account]));
        return await desk.ExecuteAsync(
            new PlanSettlement(window.Id, window.BusinessDate.AddDays(terms.DueDays), [.. planned])
            {
                Id = DerivedId.Of($"window/{window.Id}/plan"),
                Actor = actor,
            });
    }

    private static PlannedPosition Planned(WindowId window, WindowPosition position, SettlementShare share) => new(
        position.Account,
        position.Opening,
        position.Paid,
        position.Received,
        share.CarryLimitMinor,
        share.CarriedMinor,
        share.SettledMinor,
        share.SettledMinor == 0 ? null : DerivedId.Of($"window/{window}/instruction/{position.Account}"));

    private async Task<Refusal?> PlaceAsync(WindowRecord window, DateOnly termsDate, string actor) =>
        await payments.PlaceAsync(window, await RegionLedgerAsync(), termsDate, actor)
        ?? await RecordAsync(window, WindowStep.Placed, actor);

    // Also the end of an empty window: nothing is due, so it is settled at once.
    private async Task<Refusal?> SettleAsync(WindowRecord window, string actor)
    {
        var instructions = await reader.FindInstructionsAsync(window.Id, CancellationToken.None);
        return instructions.All(static instruction => instruction.Status == InstructionStatus.Confirmed)
            ? await RecordAsync(window, WindowStep.Settled, actor)
            : null;
    }

    private async Task DeclareArrearsAsync(string actor)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        foreach (var late in await reader.FindOverdueAsync(desk.Region, today, CancellationToken.None))
        {
            await desk.ExecuteAsync(
                new DeclareArrears(late.Id) { Id = DerivedId.Of(late.Id, "arrears"), Actor = actor });
            logger.InArrears(desk.Region.ToString(), late.Id.ToString(), late.AccountCode);
        }
    }

    private async Task<Refusal?> RecordAsync(WindowRecord window, WindowStep step, string actor) =>
        await desk.ExecuteAsync(
            new RecordWindowStep(window.Id, step) { Id = DerivedId.Of($"window/{window.Id}/{step}"), Actor = actor });

    private async Task<LedgerTerms> RegionLedgerAsync() => await desk.TermsAsync((await RegionAsync()).Ledger);

    private async Task<RegionRecord> RegionAsync() =>
        (await directory.FindRegionsAsync(CancellationToken.None)).Single(region => region.Id == desk.Region);
}
