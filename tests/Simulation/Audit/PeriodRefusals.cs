using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Whether what was refused about a period was true.</summary>
internal static class PeriodRefusals
{
    /// <summary>Whether a request names a period that is not there.</summary>
    public static bool IsOfNone(AuditBook book, Asked request) => request switch
    {
        AskedPeriodEnd end => end.No < 1 || end.No > CountOf(book, end.Ledger),
        AskedPeriodMark mark => mark.No < 1 || mark.No > CountOf(book, mark.Ledger),
        _ => false,
    };

    private static int CountOf(AuditBook book, int ledger) => book.Periods.GetValueOrDefault(ledger)?.Count ?? 0;

    /// <summary>Whether a request comes when the period stands where the refusal says.</summary>
    public static bool IsOutOfState(AuditBook book, Asked request, ToldRefused refusal) => request switch
    {
        AskedPeriodMark mark => book.Periods.GetValueOrDefault(mark.Ledger)?.ElementAtOrDefault(mark.No - 1) is { } period
            && period.Status < (mark.IsPublished ? 4 : 3)
            && refusal.Fact("state") == (period.Status switch { 1 => "open", 2 => "totalling", _ => "totalled" }),
        AskedPeriodCalendar calendar => book.Periods.GetValueOrDefault(calendar.Ledger)?.FirstOrDefault() is { } first
            && calendar.FirstDate is { } wanted && wanted != first.First,
        _ => false,
    };
}
