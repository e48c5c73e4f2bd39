using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Periods;

/// <summary>
/// How far a ledger's books are closed. The rule of late lines: nothing is dated into a closed period, but what the end of
/// that period itself books while it is under way.
/// </summary>
/// <param name="ClosedUntil">Last date of the newest period that takes no more lines.</param>
/// <param name="Totalling">The period whose end is under way; null: none.</param>
public sealed record PeriodBooks(DateOnly ClosedUntil, PeriodSpan? Totalling)
{
    /// <summary>The first date that is still open.</summary>
    public DateOnly FirstOpenDate => ClosedUntil.AddDays(1);

    /// <summary>Whether a transfer counts for a period: what only lets go of a held amount does not.</summary>
    public static bool IsLine(Leg leg) =>
        leg.Action is TransferAction.Post or TransferAction.Pend or TransferAction.PostPending;

    /// <summary>Whether a date is closed to a posting.</summary>
    /// <param name="date">Its business date.</param>
    /// <param name="periodEnd">The period whose end it belongs to; null: none.</param>
    public bool IsClosedTo(DateOnly date, PeriodId? periodEnd) =>
        date <= ClosedUntil && (periodEnd is not { } own || Totalling?.Id != own || !Totalling.Contains(date));

    /// <summary>The refusal of a late line.</summary>
    public Refusal Refuse(LedgerId ledger, DateOnly date) => Refusal.For(
        RefusalReason.PeriodClosed,
        new("ledger", ledger.ToString()),
        new("businessDate", $"{date:O}"),
        new("firstOpen", $"{FirstOpenDate:O}"));
}
