using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Periods;

/// <summary>
/// The order of a period's states, the same for the database and for any model of it: a period goes no further than the
/// one before it has gone, and what is done again is done already.
/// </summary>
public static class PeriodRules
{
    /// <summary>Whether a state may be reached now: the first rule broken, or null. Doing it again is no refusal.</summary>
    /// <param name="period">The period.</param>
    /// <param name="status">Its state.</param>
    /// <param name="before">State of the period before it; null: it is the first.</param>
    /// <param name="wanted">The state asked for.</param>
    /// <param name="today">The date in the region.</param>
    public static Refusal? Check(
        PeriodSpan period, PeriodStatus status, PeriodStatus? before, PeriodStatus wanted, DateOnly today)
    {
        if (status >= wanted)
        {
            return null;
        }

        if (before is { } earlier && earlier < Needed(wanted))
        {
            return Refusal.For(
                RefusalReason.PeriodOutOfOrder,
                new("period", $"{period.No}"), new("before", $"{period.No - 1}"), new("state", Word(earlier)));
        }

        if (wanted == PeriodStatus.Totalling)
        {
            return today <= period.LastDate
                ? Refusal.For(
                    RefusalReason.PeriodNotEnded,
                    new("period", $"{period.No}"), new("lastDate", $"{period.LastDate:O}"), new("today", $"{today:O}"))
                : null;
        }

        return status == wanted - 1
            ? null
            : Refusal.For(RefusalReason.PeriodNotTotalled, new("period", $"{period.No}"), new("state", Word(status)));
    }

    /// <summary>A state as people read it.</summary>
    public static string Word(PeriodStatus status) => status switch
    {
        PeriodStatus.Open => "open",
        PeriodStatus.Totalling => "totalling",
        PeriodStatus.Totalled => "totalled",
        PeriodStatus.SignedOff => "signedOff",
        PeriodStatus.Published => "published",
    };

    // An end may begin only when the one before is through.
    private static PeriodStatus Needed(PeriodStatus wanted) =>
        wanted == PeriodStatus.Totalling ? PeriodStatus.Totalled : wanted;
}
