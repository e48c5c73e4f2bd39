using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.ParallelRuns.Coupons;

/// <summary>
/// <c>parallel</c> of a coupon book: a credit union that still keeps its ledgers by hand sees, line by line, where they and
/// Regional's differ. Nothing is entered: days on paper are keyed (<c>coupon key-day</c>).
/// </summary>
internal static class CouponComparison
{
    private static readonly string[] Languages = ["en", "id"];

    public static async Task<int> RunAsync(
        Call call, Stream file, LedgerFacts ledger, string month, DateOnly lastDate, string report)
    {
        var layout = LedgerLayout.Of(report) ?? throw new UsageException(
            $"'{report}' has no lines: compare transactions, administration, fund, balances or accounts/{{account}}.");
        var forms = new List<CouponReportView>();
        foreach (var language in Languages)
        {
            forms.Add((await call.Client.FindCouponReportAsync(
                ledger.Ledger, report, new DateOnly(lastDate.Year, lastDate.Month, 1), lastDate, language,
                call.Cancel)).Value);
        }

        var reader = new HandLedger(layout, ledger);
        var hand = await reader.ReadAsync(file, forms, call.Cancel);
        var ours = forms[0].Rows.Select((row, at) => reader.Of(row, at + 1)).ToArray();
        var (differences, cells, corrected) =
            new LineMatching(layout, ledger.Scale, hand, ours).Compare(forms[0].Columns);
        call.Answers.Show(
            new LedgerComparison(ledger.Ledger, report, month, hand.Count, cells, corrected, differences),
            CliJson.Default.LedgerComparison,
            Print);
        return differences.Count == 0 ? ExitCode.Done : ExitCode.Differences;
    }

    private static void Print(AnswerPrinter to, LedgerComparison result)
    {
        if (result.Differences.Count > 0)
        {
            to.Print(
                result.Differences,
                new("line of the file", static cell => cell.Line is { } line ? $"{line}" : "", IsFigure: true),
                new("No.", static cell => cell.Paper),
                new("date", static cell => cell.Date),
                new("account", static cell => cell.Account),
                new("column", static cell => cell.Column),
                new("by hand", static cell => cell.ByHand ?? "no such line"),
                new("regional", static cell => cell.Regional ?? "no such line"));
        }

        to.Shell.Out.WriteLine(
            $"{result.Report} of {result.Ledger}, {result.Month}: {result.Lines} lines, {result.Cells} cells compared, "
            + $"{result.Differences.Count} differ; {result.Corrected} corrected lines left out.");
    }
}
