using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.PaperDays;
using Regional.Cli.Screen;
using Regional.Client;
using Regional.Domain.Money;

namespace Regional.Cli.Commands.Coupons;

/// <summary>
/// <c>coupon key-day</c>: a teller's day that was kept on paper, keyed afterwards with its line numbers.
/// </summary>
internal static class KeyDay
{
    private static readonly string[] Summed = ["withdraw", "deposit", "payment"];

    public static Command Build(Verbs verbs)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV: line, kind, account or name, amount, notes …" };
        var (ledger, date) = (Given.Ledger(), Given.Date("--date", "Date in the books, of every line"));
        date.Required = true;
        var till = new Option<Guid?>("--till") { Description = "The open till the day's notes go through." };
        var check = Given.Flag("--check", "Only go through it: post nothing.");
        return verbs.Read(
            "key-day",
            "Key a paper day: checked whole, then posted line by line; keyed again, it goes on where it was broken off.",
            [file, ledger, date, till, check],
            async call => await RunAsync(
                call, call.Get(file), call.Get(ledger), call.Get(date)!.Value, call.Get(till), call.Get(check)));
    }

    private static async Task<int> RunAsync(
        Call call, FileInfo file, string ledger, DateOnly date, Guid? till, bool isCheck)
    {
        await using var stream = file.OpenRead();
        var rows = await PaperDayFile.ReadAsync(stream, call.Cancel);
        if (rows.Any(static row => row.Name.Length > 0))
        {
            var names = await AccountNames.ReadAsync(call.Client, ledger, call.Cancel);
            rows = [.. rows.Select(names.Resolve)];
        }

        var book = (await call.Client.FindLedgerAsync(ledger, call.Cancel)).Value;
        var keying = new DayKeying(call.Client, ledger, date, till, call.Cancel);
        var lines = await keying.CheckAsync(rows);
        var isBad = lines.Any(static line => line.Status == "refused");
        if (!isBad && !isCheck)
        {
            await PostAsync(call, keying, rows, lines);
        }

        call.Answers.Show(
            Result(ledger, date, till, lines, (byte)book.Scale), CliJson.Default.DayResult,
            (to, result) => Print(to, result, isChecked: isBad || isCheck));
        return lines.All(static line => line.Status != "refused")
            ? ExitCode.Done
            : isBad ? ExitCode.Refused : ExitCode.Rejects;
    }

    private static async Task PostAsync(Call call, DayKeying keying, List<PaperRow> rows, List<DayLine> lines)
    {
        var done = 0;
        try
        {
            await keying.PostAsync(rows, lines, at => done = at);
        }
        catch (Exception fault) when (fault is RegionalFaultException or OperationCanceledException)
        {
            await call.Shell.Error.WriteLineAsync(
                $"Broken off after {done} of {lines.Count} lines: key the same file again to go on.");
            throw;
        }
    }

    private static DayResult Result(string ledger, DateOnly date, Guid? till, List<DayLine> lines, byte scale) => new(
        ledger, date, till,
        lines.Count(static line => line.Status == "posted"),
        lines.Count(static line => line.Status is "inBooks" or "corrected"),
        lines.Count(static line => line.Status == "refused"),
        [.. Summed.Select(kind => Total(kind, lines, scale)).Where(static total => total.Lines > 0)],
        lines);

    private static DayTotal Total(string kind, List<DayLine> lines, byte scale)
    {
        var amounts = lines.Where(line => line.Kind == kind && (line.Status is "posted" or "inBooks"))
            .Select(line => MoneyText.Parse(line.Amount ?? "", scale, out var minor) == MoneyTextError.None ? minor : 0)
            .ToArray();
        return new DayTotal(kind, amounts.Length, MoneyText.Format(amounts.Sum(), scale));
    }

    private static void Print(AnswerPrinter to, DayResult result, bool isChecked)
    {
        to.Print(
            result.Lines,
            new("line", static line => $"{line.No}", IsFigure: true),
            new("kind", static line => line.Kind),
            new("account", static line => line.Account),
            new("amount", static line => line.Amount, IsFigure: true),
            new("fee", static line => line.Fee?.Amount, IsFigure: true),
            new("balance", static line => line.Balance?.Amount, IsFigure: true),
            new("what", static line => line.Code ?? line.Status));
        foreach (var line in result.Lines.Where(static line => line.Status == "refused"))
        {
            to.Shell.Error.WriteLine($"Line {(line.No is { } no ? $"{no}" : "?")} (line {line.FileLine} of the file): {line.Code}. {line.Reason}");
        }

        var totals = string.Concat(result.Totals.Select(static total => $", {total.Kind} {total.Amount} in {total.Lines}"));
        to.Shell.Out.WriteLine((isChecked, result.Refused) switch
        {
            (true, > 0) => $"{result.Refused} of {result.Lines.Count} lines are refused: nothing was posted.",
            (true, _) => $"All {result.Lines.Count} lines pass: nothing was posted. {result.InBooks} are in the books already.",
            _ => $"{result.Date:yyyy-MM-dd}: {result.Posted} lines posted, {result.InBooks} were in the books, "
                + $"{result.Refused} refused{totals}.",
        });
    }
}
