using System.CommandLine;
using System.Globalization;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.ParallelRuns.Coupons;
using Regional.Cli.Screen;
using Regional.Client.Model;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Cli.ParallelRuns;

/// <summary>
/// <c>parallel</c>: a pool that still keeps its spreadsheet runs the same month here, and sees every cell that differs. Of a
/// coupon book one of 002's ledgers, as it was kept by hand, is compared line by line.
/// </summary>
internal static class ParallelRun
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    // An hour: a million accounts take about a minute.
    private const int WaitCountMax = 3600;

    public static Command Build(Verbs verbs)
    {
        var file = new Argument<FileInfo>("spreadsheet")
        {
            Description = "CSV in 001's columns, as the pool keeps it; of a coupon book, of one of 002's ledgers.",
        };
        var (ledger, month) = (Given.Ledger(), Given.Needed("--month", "The month it is for, YYYY-MM."));
        var book = Given.Flag("--book", "Enter what the spreadsheet's balances have moved, for a pool that enters nothing here.");
        var cash = Given.Text("--cash", "Cash at the bank, for the first month; default: all that is saved and not borrowed.");
        var report = new Option<string>("--report")
        {
            Description = "Of a coupon book: transactions, administration, fund, balances, or accounts/{account}.",
            DefaultValueFactory = _ => "transactions",
        };
        return verbs.Read(
            "parallel",
            "Import a pool's spreadsheet where it is the first, run the month end, and list every cell that differs; or "
            + "compare a coupon ledger kept by hand.",
            [file, ledger, month, book, cash, report],
            async call => await RunAsync(
                call, call.Get(file), call.Get(ledger), call.Get(month), call.Get(book), call.Get(cash),
                call.Get(report)));
    }

    private static async Task<int> RunAsync(
        Call call, FileInfo file, string ledger, string month, bool book, string? cash, string report)
    {
        var lastDate = LastDate(month);
        var facts = await LedgerFacts.ReadAsync(call.Client, ledger, call.Cancel);
        await using var stream = file.OpenRead();
        if (facts.Scheme == CouponScheme.SchemeName)
        {
            return !book && cash is null
                ? await CouponComparison.RunAsync(call, stream, facts, month, lastDate, report)
                : throw new UsageException("--book and --cash are a pool's: a coupon book's paper days are keyed (coupon key-day).");
        }

        var rows = await Spreadsheet.ReadAsync(stream, facts.Currency, facts.Scale, call.Cancel);
        var held = cash is null
            ? (long?)null
            : Spreadsheet.Figure(cash, facts.Currency, facts.Scale) ?? throw new UsageException($"'{cash}' is no amount.");
        var import = new ParallelImport(call.Client, facts, month, lastDate, call.Cancel);
        var newest = await NewestMonthAsync(call, ledger, rows);
        if (newest is null)
        {
            await import.TakeOverAsync(rows, held);
        }
        else if (book && newest < lastDate)
        {
            await import.BookMovementsAsync(rows);
        }

        var end = await EndAsync(call, ledger, month);
        var statement = (await call.Client.FindPoolStatementAsync(ledger, end.Period, call.Cancel)).Value;
        var differences = Cells.Compare(rows, statement, facts.Scale);
        call.Answers.Show(
            new ParallelResult(ledger, month, end.Period, rows.Count, rows.Count * 4, differences),
            CliJson.Default.ParallelResult,
            Print);
        return differences.Count == 0 ? ExitCode.Done : ExitCode.Differences;
    }

    // The first spreadsheet is brought in whole; from the second month on there are month ends to compare with.
    private static async Task<DateOnly?> NewestMonthAsync(Call call, string ledger, IReadOnlyList<SpreadsheetRow> rows)
    {
        var names = rows.Select(static row => row.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await foreach (var account in call.Client.ListAccountsAsync(ledger, call.Cancel))
        {
            if (account.Role != "member" || !names.Contains(account.Name))
            {
                continue;
            }

            await foreach (var newest in call.Client.ListAccountMonthsAsync(ledger, account.Code, call.Cancel))
            {
                return newest.LastDate;
            }
        }

        return null;
    }

    private static async Task<PoolMonthView> EndAsync(Call call, string ledger, string month)
    {
        for (var waits = 0; ; waits++)
        {
            var end = (await call.Client.EndPoolMonthAsync(
                ledger, month, new CommandBody { Id = call.Id, Reason = "parallel run" }, call.Cancel)).Value;
            if (end.Status is not ("open" or "totalling") || waits == WaitCountMax)
            {
                return end;
            }

            await Task.Delay(Wait, call.Shell.Time, call.Cancel);
        }
    }

    private static DateOnly LastDate(string month) =>
        DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? first.AddMonths(1).AddDays(-1)
            : throw new UsageException($"'{month}' is no month: write YYYY-MM.");

    private static void Print(AnswerPrinter to, ParallelResult result)
    {
        if (result.Differences.Count > 0)
        {
            to.Print(
                result.Differences,
                new("name", static cell => cell.Name),
                new("column", static cell => cell.Column),
                new("spreadsheet", static cell => cell.Spreadsheet ?? "no such row", IsFigure: true),
                new("regional", static cell => cell.Regional ?? "no such row", IsFigure: true));
        }

        to.Shell.Out.WriteLine(
            $"Month {result.Month} of {result.Ledger}: {result.Rows} rows, {result.Cells} cells compared, "
            + $"{result.Differences.Count} differ.");
    }
}
