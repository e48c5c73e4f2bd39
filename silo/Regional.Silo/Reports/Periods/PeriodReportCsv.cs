using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Silo.Edge;

namespace Regional.Silo.Reports.Periods;

/// <summary>A period's report for spreadsheets: one line per account.</summary>
internal static class PeriodReportCsv
{
    public static string Head { get; } =
        Csv.Line("account", "name", "role", "currency", "opening", "debits", "credits", "closing", "crossed_on");

    public static string Line(PeriodLineDetail line)
    {
        string Units(long minor) => MoneyText.Format(minor, line.Currency.Scale);
        return Csv.Line(
            line.Account.Code, line.Account.Name, Words.Of(line.Role), line.Currency.Code, Units(line.Opening),
            Units(line.Debits), Units(line.Credits), Units(line.Closing),
            line.CrossedOn is { } date ? $"{date:yyyy-MM-dd}" : null);
    }
}
