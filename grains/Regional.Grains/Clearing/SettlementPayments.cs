using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Grains.Coordination;
using Regional.Grains.Trades;

namespace Regional.Grains.Clearing;

/// <summary>
/// Cash of a settlement: for each member one pending transfer through the rest of the world at the region, and its twin
/// between the region and settlement accounts of the member's ledger. Both are posted together on confirmation.
/// </summary>
internal sealed class SettlementPayments(ClearingDesk desk, IClearingReader reader, ILedgerDirectory directory)
{
    private const string Purpose = "settlement";

    /// <summary>Places every payment that is planned; what is placed stays. The first refusal, or null.</summary>
    public async Task<Refusal?> PlaceAsync(
        WindowRecord window, LedgerTerms regionLedger, DateOnly termsDate, string actor)
    {
        var lowerOf = (await reader.FindMirrorsAsync(window.Id, CancellationToken.None))
            .ToDictionary(static mirror => mirror.UpperAccount, static mirror => mirror.LowerLedger);
        foreach (var instruction in await reader.FindInstructionsAsync(window.Id, CancellationToken.None))
        {
            if (instruction.Status != InstructionStatus.Planned)
            {
                continue;
            }

            var legs = ImmutableArray.Create(RegionLeg(instruction, window, regionLedger));
            if (lowerOf.TryGetValue(instruction.Account, out var lowerId))
            {
                var lower = await desk.TermsAsync(lowerId);
                if (!Twin(legs[0], instruction, window, lower, regionLedger.Currency, termsDate)
                        .TryGet(out var twin, out var refusal))
                {
                    return refusal;
                }

                legs = [legs[0] with { Counter = twin.Amount }, twin];
            }

            var posting = ClearingDesk.Posting(
                DerivedId.Of(instruction.Id, "place"), OperationKind.PlaceSettlement, $"{instruction.Id}", actor,
                window.BusinessDate) with
            {
                Reference = $"Settlement, window {window.No}",
                Legs = legs,
                Effects = [new InstructionPlaced(instruction.Id)],
            };
            if (ClearingDesk.RefusalOf(await desk.CommitAsync(posting)) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    /// <summary>
    /// Posts both pending transfers of a payment. One that is planned and not placed yet is a moment away: the answer is
    /// the transient <c>targetChanged</c>.
    /// </summary>
    public async ValueTask<PostingOutcome> ConfirmAsync(OperationId id, OperationId instruction, string actor)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await ConfirmOnceAsync(id, instruction, actor);
            if (!Postings.IsStale(outcome) || attempt == Postings.ReplanCountMax)
            {
                return outcome;
            }
        }
    }

    private async ValueTask<PostingOutcome> ConfirmOnceAsync(OperationId id, OperationId instruction, string actor)
    {
        var named = new RefusalFact("instruction", instruction.ToString());
        var record = await reader.FindInstructionAsync(instruction, CancellationToken.None);
        var header = ClearingDesk.Posting(
            id, OperationKind.ConfirmSettlement, instruction.ToString(), actor, record?.Due ?? DateOnly.MinValue);
        if (record is null)
        {
            return await desk.RefuseUnlessFoundAsync(
                header with { Effects = [new InstructionConfirmed(instruction)] },
                Refusal.For(RefusalReason.InstructionUnknown, named));
        }

        if (record.Status == InstructionStatus.Confirmed)
        {
            return await desk.RefuseAsync(
                header, Refusal.For(RefusalReason.InstructionEnded, named, new("state", "confirmed")));
        }

        if (record.PlacedBy is not { } placedBy)
        {
            return new PostingOutcome.Refused(
                Refusal.For(RefusalReason.TargetChanged, new RefusalFact("target", $"{instruction}")));
        }

        var placed = await directory.FindLegsAsync(placedBy, CancellationToken.None);
        return await desk.CommitAsync(header with
        {
            Reference = "Settlement confirmed",
            Effects = [new InstructionConfirmed(instruction)],
            Legs =
            [
                .. placed.Select((leg, at) => leg.Leg with
                {
                    Action = TransferAction.PostPending,
                    Resolves = new TransferId(placedBy, (short)at),
                }),
            ],
        });
    }

    private static Leg RegionLeg(InstructionRecord instruction, WindowRecord window, LedgerTerms ledger)
    {
        var world = ledger.SystemAccounts[AccountRole.RestOfWorld];
        return Pending(window) with
        {
            Ledger = ledger.Id,
            Debit = instruction.IsPayOut ? instruction.Account : world,
            Credit = instruction.IsPayOut ? world : instruction.Account,
            Amount = new Amount(instruction.AmountMinor, ledger.Currency),
        };
    }

    // At the rate at which the position is carried (ExchangeDifference); what rounding leaves goes to exchange difference.
    private static Ruling<Leg> Twin(
        Leg regionLeg, InstructionRecord instruction, WindowRecord window, LedgerTerms lower, Currency upperCurrency,
        DateOnly termsDate)
    {
        var side = instruction.IsPayOut ? RateSide.Buy : RateSide.Sell;
        var found = TradePlanner.Rates(lower).Find(TransferKind.Real, purpose: null, side, termsDate);
        if (!found.TryGet(out var rate, out var refusal) && lower.Currency != upperCurrency)
        {
            return refusal;
        }

        if ((rate?.Rate ?? Rate.Par).ToLowerUp(instruction.AmountMinor) is not { } minor)
        {
            return Refusal.For(RefusalReason.AmountTooLarge, new RefusalFact("value", regionLeg.Amount.ToString()));
        }

        var mirror = lower.Upper!.LowerAccount;
        var settlement = lower.SystemAccounts[AccountRole.Settlement];
        return Pending(window) with
        {
            Ledger = lower.Id,
            Debit = instruction.IsPayOut ? settlement : mirror,
            Credit = instruction.IsPayOut ? mirror : settlement,
            Amount = new Amount(minor, lower.Currency),
            Counter = regionLeg.Amount,
            RateId = rate?.Id ?? 0,
        };
    }

    private static Leg Pending(WindowRecord window) => new()
    {
        Ledger = default,
        Debit = default,
        Credit = default,
        Amount = default,
        Action = TransferAction.Pend,
        Kind = TransferKind.Financial,
        Purpose = Purpose,
        ForcedReason = $"settlement of window {window.No}",
    };
}
