using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Trades;

/// <summary>
/// A correction is a new posting the other way: the same legs with debit and credit exchanged, the same amounts, kinds,
/// purposes, counter amounts and rates, so that turnover and mirrors cancel exactly whatever the rates are by now
/// (DESIGN section 1). The posting that carries it names the trade and what it corrects.
/// </summary>
public static class CorrectionRules
{
    /// <summary>
    /// The legs of the correction, in the order of what they correct. Refusals in order: <c>correctionUnknown</c>
    /// (nothing was posted, or pendings were placed, voided or expired: those end by their own resolution),
    /// <c>reasonMissing</c>.
    /// </summary>
    /// <param name="operation">What is corrected.</param>
    /// <param name="posted">Its legs, as they were posted.</param>
    /// <param name="forcedReason">Why it passes limits; null: it does not pass them.</param>
    public static Ruling<CorrectionPlan> Plan(
        OperationId operation, ImmutableArray<Leg> posted, string? forcedReason)
    {
        if (posted.IsEmpty || !posted.All(static leg => Moved(leg.Action)))
        {
            return Refusal.For(RefusalReason.CorrectionUnknown, new RefusalFact("operation", operation.ToString()));
        }

        if (forcedReason is not null && string.IsNullOrWhiteSpace(forcedReason))
        {
            return Refusal.For(RefusalReason.ReasonMissing, new RefusalFact("leg", "0"));
        }

        return new CorrectionPlan(operation, [.. posted.Select(leg => Reverse(leg, forcedReason))]);
    }

    private static bool Moved(TransferAction action) => action switch
    {
        TransferAction.Post or TransferAction.PostPending => true,
        TransferAction.Pend or TransferAction.VoidPending or TransferAction.ExpirePending => false,
    };

    private static Leg Reverse(Leg leg, string? forcedReason) => leg with
    {
        Debit = leg.Credit,
        Credit = leg.Debit,
        Action = TransferAction.Post,
        Expiry = null,
        Resolves = null,
        ForcedReason = forcedReason,
    };
}

/// <summary>The legs of a correction.</summary>
/// <param name="Corrects">The operation that is corrected.</param>
/// <param name="Legs">One per leg of it.</param>
public sealed record CorrectionPlan(OperationId Corrects, ImmutableArray<Leg> Legs);
