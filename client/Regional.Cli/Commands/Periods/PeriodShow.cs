using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Periods;

/// <summary><c>period list</c>, <c>period show</c> and <c>period report</c>.</summary>
internal static class PeriodShow
{
    public static Argument<int> No() => new("no") { Description = "The period's number, from 1." };

    public static Command List(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        return verbs.Read(
            "list", "List a ledger's periods, newest first.", [ledger, limit], call => call.Answers.TellAsync(
                call.Client.ListPeriodsAsync(call.Get(ledger), call.Cancel), WireJson.Default.PeriodView, call.Get(limit),
                call.Cancel,
                new("no", static period => $"{period.No}", IsFigure: true),
                new("from", static period => Figures.Date(period.FirstDate)),
                new("to", static period => Figures.Date(period.LastDate)),
                new("status", static period => period.Status),
                new("due", static period => Figures.Time(period.DueAt)),
                new("moved", static period => period.Totals is { } totals ? Figures.Count(totals.MovedAccounts) : null, IsFigure: true),
                new("debits", static period => period.Totals is { } totals ? $"{totals.Debits}" : null, IsFigure: true)));
    }

    public static Command Show(Verbs verbs)
    {
        var (no, ledger) = (No(), Given.Ledger());
        return verbs.Read(
            "show", "Show a period: its states, how far its end came, its sums.", [no, ledger],
            async call => call.Answers.Tell(
                await call.Client.FindPeriodAsync(call.Get(ledger), call.Get(no), call.Cancel),
                WireJson.Default.PeriodView, Print));
    }

    public static Command Report(Verbs verbs)
    {
        var (no, ledger, limit) = (No(), Given.Ledger(), Given.Limit());
        var csv = File("--csv", "Write all accounts to this file instead.");
        var html = File("--html", "Write a page to print and sign to this file instead.");
        return verbs.Read(
            "report", "Show a totalled period's accounts.", [no, ledger, limit, csv, html], async call =>
            {
                if ((call.Get(csv) ?? call.Get(html)) is { } file)
                {
                    return await call.WriteAsync(file, to => call.Client.CopyPeriodReportAsync(
                        call.Get(ledger), call.Get(no), call.Get(csv) is null ? "html" : "csv", to, call.Cancel));
                }

                return await call.Answers.TellAsync(
                    call.Client.ListPeriodLinesAsync(call.Get(ledger), call.Get(no), call.Cancel),
                    WireJson.Default.PeriodLineView, call.Get(limit), call.Cancel,
                    new("account", static line => line.Account),
                    new("name", static line => line.Name),
                    new("opening", static line => line.Opening, IsFigure: true),
                    new("debits", static line => line.Debits, IsFigure: true),
                    new("credits", static line => line.Credits, IsFigure: true),
                    new("closing", static line => line.Closing, IsFigure: true),
                    new("last at zero", static line => Figures.Date(line.CrossedOn)));
            });
    }

    public static Command Exceptions(Verbs verbs)
    {
        var (no, ledger, limit) = (No(), Given.Ledger(), Given.Limit());
        return verbs.Read(
            "exceptions", "List accounts for which a step of a period's end could not be carried out.", [no, ledger, limit],
            call => call.Answers.TellAsync(
                call.Client.ListPeriodExceptionsAsync(call.Get(ledger), call.Get(no), call.Cancel),
                WireJson.Default.PeriodExceptionView, call.Get(limit), call.Cancel,
                new("account", static one => one.Account),
                new("step", static one => one.Step),
                new("why", static one => one.Refusal.Detail ?? one.Refusal.Title),
                new("what to do", static one => one.Refusal.Advice)));
    }

    public static void Print(AnswerPrinter to, PeriodView period)
    {
        to.Print(
            ("ledger", period.Ledger),
            ("period", $"{period.No}"),
            ("dates", $"{Figures.Date(period.FirstDate)} to {Figures.Date(period.LastDate)}"),
            ("status", period.Status),
            ("due", Figures.Time(period.DueAt)),
            ("accounts", period.Accounts is { } accounts ? Figures.Count(accounts) : null));
        if (period.Totals is { } totals)
        {
            to.Print(
                ("moved accounts", Figures.Count(totals.MovedAccounts)),
                ("debits", $"{totals.Debits}"),
                ("credits", $"{totals.Credits}"),
                ("balances above zero", $"{totals.PositiveBalances}"),
                ("balances below zero", $"{totals.NegativeBalances}"),
                ("postings of the end", Figures.Count(totals.Postings)),
                ("exceptions", Figures.Count(totals.Exceptions)));
        }

        if (period.Marks.Count > 0)
        {
            to.Print(
                period.Marks,
                new("state", static mark => mark.Status),
                new("at", static mark => Figures.Time(mark.At)),
                new("by", static mark => mark.Actor),
                new("reason", static mark => mark.Reason));
            to.Print(
                period.Steps,
                new("step", static step => step.Step),
                new("accounts", static step => Figures.Count(step.Accounts), IsFigure: true),
                new("postings", static step => Figures.Count(step.Postings), IsFigure: true),
                new("rows", static step => Figures.Count(step.Records), IsFigure: true),
                new("exceptions", static step => Figures.Count(step.Exceptions), IsFigure: true),
                new("done", static step => step.IsDone ? "yes" : "no"));
        }
    }

    private static Option<FileInfo?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };
}
