using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Komoko;

/// <summary><c>komoko show-project</c>, <c>fail-project</c> and <c>cover-loss</c>: how projects go and end (003, 5.3).</summary>
internal static class ProjectFailure
{
    public static Command Show(Verbs verbs)
    {
        var account = Given.Account("account", "The project's account");
        return verbs.Read(
            "show-project", "An investment project: spending by month beside its forecast, and how it failed.", [account],
            async call => call.Answers.Tell(
                await call.Client.FindProjectAsync(call.Get(account), call.Cancel), WireJson.Default.ProjectView, Print));
    }

    public static Command Fail(Verbs verbs)
    {
        var account = Given.Account("account", "The project's account");
        var refunded = Given.Text("--refunded", "What the underwriter refunded in all, as posted; default nothing.");
        var proceeds = Given.Text("--proceeds", "What the sale of the pledge brought in all, as posted; default nothing.");
        var reason = Given.Needed("--reason", "Why the rest is a loss, for the record.");
        var date = Given.Date("--date", "Date in the books, default today");
        return verbs.Change(
            "fail-project",
            "Give an investment project up: what neither underwriter nor pledge brought in becomes a loss.",
            [account, refunded, proceeds, reason, date],
            async call => call.Tell(await call.Client.FailProjectAsync(
                call.Get(account),
                new FailProjectBody
                {
                    Id = call.Id,
                    Refunded = call.Get(refunded),
                    Proceeds = call.Get(proceeds),
                    Reason = call.Get(reason),
                    BusinessDate = call.Get(date),
                },
                call.Cancel)));
    }

    public static Command Cover(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var amount = Given.Needed("--amount", "At most the loss.");
        var currency = Given.Needed("--currency", "The ledger's currency.");
        var decision = Given.Needed("--decision", "Who decided what, for the record.");
        var decidedOn = Given.Date("--decided-on", "When it was decided");
        decidedOn.Required = true;
        var date = Given.Date("--date", "Date in the books, default today");
        return verbs.Change(
            "cover-loss", "Cover a loss out of the levies, by a dated decision.",
            [ledger, amount, currency, decision, decidedOn, date],
            async call => call.Tell(await call.Client.CoverLossAsync(
                call.Get(ledger),
                new CoverLossBody
                {
                    Id = call.Id,
                    Amount = call.Get(amount),
                    Currency = call.Get(currency),
                    Decision = call.Get(decision),
                    DecidedOn = call.Get(decidedOn),
                    BusinessDate = call.Get(date),
                },
                call.Cancel)));
    }

    private static void Print(AnswerPrinter to, ProjectView found)
    {
        to.Print(
            ("account", found.Account),
            ("finished by", Figures.Date(found.EndsOn)),
            ("limits", found.HasMonthlyLimits ? "month by month" : "overdraft only"),
            ("pledge", found.Pledge),
            ("underwriter", found.Underwriter),
            ("balance", $"{found.Balance}"),
            ("floor", found.Floor?.ToString() ?? "none"));
        if (found.Failure is { } failed)
        {
            to.Print(
                ("failed", Figures.Date(failed.EndedOn)),
                ("refunded", $"{failed.Refunded}"),
                ("proceeds", $"{failed.Proceeds}"),
                ("loss", $"{failed.Loss}"));
        }

        to.Print(
            found.Months,
            new("month", static one => $"{one.Month:yyyy-MM}"),
            new("forecast", static one => $"{one.Forecast}", IsFigure: true),
            new("spent", static one => $"{one.Spent}", IsFigure: true),
            new("forecast so far", static one => $"{one.ForecastSoFar}", IsFigure: true),
            new("spent so far", static one => $"{one.SpentSoFar}", IsFigure: true));
    }
}
