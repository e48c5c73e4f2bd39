using System.Text;
using Regional.Contracts.Queries;
using Regional.Domain.Money;

namespace Regional.Silo.Reports;

/// <summary>A window's report for spreadsheets: one line per community.</summary>
internal static class WindowReportCsv
{
    public static IResult Answer(WindowReportDetail report)
    {
        var text = new StringBuilder(Csv.Line(
            "region", "window", "business_date", "report", "currency", "account", "opening", "paid", "received", "position",
            "carry_limit", "carried", "settled"));
        var window = report.Window.Window;
        foreach (var line in report.Lines)
        {
            string? Money(long? minor) => minor is { } given ? MoneyText.Format(given, report.Currency.Scale) : null;
            text.Append(Csv.Line(
                report.Region, $"{window.No}", $"{window.BusinessDate:yyyy-MM-dd}", Edge.Words.Of(report.Window.Report),
                report.Currency.Code, line.Position.Code, Money(line.Position.Opening), Money(line.Position.Paid),
                Money(line.Position.Received), Money(line.Position.Position), Money(line.CarryLimit), Money(line.Carried),
                Money(line.Settled)));
        }

        return Results.Text(text.ToString(), Csv.ContentType, Encoding.UTF8);
    }
}
