using System.Globalization;
using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>A komoko's terms on a date, with the defaults of issue 7.</summary>
internal sealed record AuditKomokoTerms(
    int GraceDays, int OperativeDays, int[] Schedule, decimal LevyRate, bool Renews, bool HouseholdOverdraft,
    bool InstalmentOverdraft)
{
    public static AuditKomokoTerms Of(AuditBook book, AuditLedger ledger, DateOnly date)
    {
        string? Text(string name) => AuditPurposes.InForce(ledger, date, book.TermsPlace, name);
        int Number(string name, int otherwise) =>
            Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new AuditKomokoTerms(
            Number("graceDays", 90),
            Number("operativeMaturityDays", 14),
            [
                .. (Text("demurrageSchedule") ?? "0.01,0.02,0.04").Split(',')
                    .Select(static rate => (int)(decimal.Parse(rate, CultureInfo.InvariantCulture) * 1_000_000)),
            ],
            decimal.Parse(Text("levyRate") ?? "0.01", CultureInfo.InvariantCulture),
            Text("realFromFinancial") == "renewed",
            Text("householdOverdraftToHouseholds") != "false",
            Text("instalmentOverdraft") != "false");
    }

    /// <summary>The last date of the turnover period that holds a date.</summary>
    public static DateOnly ClearingDate(AskedHolder holder, DateOnly date)
    {
        var first = holder.FirstClearing;
        var staysLast = first.AddDays(1).Day == 1;
        for (var months = -holder.Months * 60; ; months += holder.Months)
        {
            var end = first.AddMonths(months);
            end = staysLast ? end.AddDays(DateTime.DaysInMonth(end.Year, end.Month) - end.Day) : end;
            if (end >= date)
            {
                return end;
            }
        }
    }
}
