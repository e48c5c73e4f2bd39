using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Coupons;

/// <summary><c>coupon report</c>: 002's ledgers and summaries.</summary>
internal static class CouponReport
{
    public static Command Build(Verbs verbs)
    {
        var report = Given.Code(
            "report",
            "transactions, administration, fund, journal, summary, balances, repayments, accounts/{account}, baseline, "
            + "indicators, assumptions, volume or decisions.");
        var (from, to) = (Given.Date("--from", "First date"), Given.Date("--to", "Last date"));
        (from.Required, to.Required) = (true, true);
        var language = new Option<string>("--lang") { Description = "en or id.", DefaultValueFactory = _ => "en" };
        var ledger = Given.Ledger();
        var (needs, families, volume) = (
            Given.Text("--needs", "For volume: what a family spends a month on basic needs, in units."),
            Given.Text("--families", "For volume: how many families."),
            Given.Text("--volume", "For volume: of a month, in units; default: the average turnover of the dates."));
        return verbs.Read(
            "report", "Show a ledger or summary of a coupon book.",
            [report, from, to, language, ledger, needs, families, volume],
            async call => call.Answers.Tell(
                await call.Client.FindCouponReportAsync(
                    call.Get(ledger), call.Get(report), call.Get(from)!.Value, call.Get(to)!.Value, call.Get(language),
                    call.Cancel, ("needs", call.Get(needs)), ("families", call.Get(families)), ("volume", call.Get(volume))),
                WireJson.Default.CouponReportView, Print));
    }

    private static void Print(AnswerPrinter to, CouponReportView report)
    {
        to.Print((report.Title, $"{report.From:yyyy-MM-dd} - {report.To:yyyy-MM-dd} {report.Currency}"));
        var lines = report.Totals.Count == 0 ? report.Rows : [.. report.Rows, report.Totals];
        to.Print(
            lines,
            [
                .. report.Columns.Select((head, at) => new Column<IReadOnlyList<string>>(
                    head, line => line[at], IsFigure: lines.All(line => line[at].All(IsOfFigure)))),
            ]);
    }

    private static bool IsOfFigure(char c) => char.IsAsciiDigit(c) || c is '-' or '.';
}
