using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Komoko;

/// <summary><c>komoko overdrafts</c> and <c>komoko set-overdrafts</c>: formulas (1) to (4) of 003.</summary>
internal static class Overdrafts
{
    private const string DateText = "Of the turnover periods that ended by this date, default today";

    public static Command Review(Verbs verbs)
    {
        var (ledger, date) = (Given.Ledger(), Given.Date("--date", DateText));
        return verbs.Read(
            "overdrafts", "A dry run: the overdrafts that formula (2) gives, both ways, and check (4). Nothing changes.",
            [ledger, date],
            async call => call.Answers.Tell(
                await call.Client.FindOverdraftsAsync(call.Get(ledger), call.Get(date), call.Cancel),
                WireJson.Default.OverdraftsView, Print));
    }

    // Without an id of the caller's: floors are what the formula says, however often they are set.
    public static Command Set(Verbs verbs)
    {
        var (ledger, date) = (Given.Ledger(), Given.Date("--date", DateText));
        return verbs.Read(
            "set-overdrafts", "Set the overdrafts that formula (2) gives; look at them with komoko overdrafts first.",
            [ledger, date],
            async call => call.Answers.Tell(
                await call.Client.SetOverdraftsAsync(
                    call.Get(ledger), new SetOverdraftsBody { Date = call.Get(date) }, call.Cancel),
                WireJson.Default.OverdraftsView, Print));
    }

    private static void Print(AnswerPrinter to, OverdraftsView found)
    {
        to.Print(
            ("date", Figures.Date(found.Date)),
            ("granted", $"{found.Granted}"),
            ("needed", $"{found.Needed}"),
            ("shortfall", $"{found.Shortfall}"));
        to.Print(
            found.Accounts,
            new("account", static one => one.Account),
            new("class", static one => one.Class),
            new("period", static one => $"{Figures.Date(one.FirstDate)} to {Figures.Date(one.LastDate)}"),
            new("turnover", static one => $"{one.Turnover}", IsFigure: true),
            new("highest", static one => $"{one.Max}", IsFigure: true),
            new("lowest", static one => $"{one.Min}", IsFigure: true),
            new("depreciation", static one => $"{one.Depreciation}", IsFigure: true),
            new("basis", static one => one.Basis),
            new("as written", static one => $"{one.AsWritten}", IsFigure: true),
            new("shifted", static one => $"{one.Shifted}", IsFigure: true),
            new("chosen", static one => $"{one.Chosen}", IsFigure: true),
            new("floor now", static one => one.Floor?.ToString() ?? "none", IsFigure: true));
    }
}
