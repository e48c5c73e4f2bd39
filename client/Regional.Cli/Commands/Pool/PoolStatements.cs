using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Pool;

/// <summary>Month ends: <c>pool statement</c> and <c>pool member</c>; and points brought from earlier books.</summary>
internal static class PoolStatements
{
    public static Command Statement(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var period = new Argument<int>("month") { Description = "Number of the month, from 1." };
        var csv = File("--csv", "Write it to this file with 001's columns instead.");
        var html = File("--html", "Write it to this file as a page instead.");
        return verbs.Read("statement", "Show a month end of the whole pool.", [period, ledger, csv, html],
            async call =>
            {
                if ((call.Get(csv) ?? call.Get(html)) is { } file)
                {
                    return await call.WriteAsync(file, to => call.Client.CopyPoolStatementAsync(
                        call.Get(ledger), call.Get(period), call.Get(csv) is null ? "html" : "csv", to, call.Cancel));
                }

                return call.Answers.Tell(
                    await call.Client.FindPoolStatementAsync(call.Get(ledger), call.Get(period), call.Cancel),
                    WireJson.Default.PoolStatementView, Print);
            });
    }

    public static Command End(Verbs verbs)
    {
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        var month = Given.Code("month", "The month, YYYY-MM.");
        return verbs.Change("month-end", "End a month: points = points + balance. Done twice: it stays as it is.",
            [month, ledger, reason],
            async call => call.Answers.Tell(
                await call.Client.EndPoolMonthAsync(
                    call.Get(ledger), call.Get(month),
                    new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel),
                WireJson.Default.PoolMonthView,
                static (to, end) => to.Print(
                    ("month", $"{end.Period}"),
                    ("dates", $"{Figures.Date(end.FirstDate)} to {Figures.Date(end.LastDate)}"),
                    ("status", end.Status))));
    }

    public static Command Member(Verbs verbs)
    {
        var (account, limit) = (PoolOptions.Account(), Given.Limit());
        var (csv, html) = (File("--csv", "Write them to this file with 001's columns instead."),
            File("--html", "Write them to this file as a page instead."));
        return verbs.Read("member", "List a member's month ends, newest first.", [account, limit, csv, html],
            async call =>
            {
                var of = call.Get(account);
                if ((call.Get(csv) ?? call.Get(html)) is { } file)
                {
                    return await call.WriteAsync(file, to => call.Client.CopyAccountMonthsAsync(
                        of.Ledger, of.Account, call.Get(csv) is null ? "html" : "csv", to, call.Cancel));
                }

                return await call.Answers.TellAsync(
                    call.Client.ListAccountMonthsAsync(of.Ledger, of.Account, call.Cancel),
                    WireJson.Default.AccountMonthView, call.Get(limit), call.Cancel,
                    new("month end", static month => Figures.Date(month.LastDate)),
                    new("balance", static month => month.Balance, IsFigure: true),
                    new("points added", static month => month.Added, IsFigure: true),
                    new("points before", static month => month.Opening, IsFigure: true),
                    new("points", static month => month.Total, IsFigure: true));
            });
    }

    public static Command TakeOver(Verbs verbs)
    {
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        var points = new Argument<string[]>("points")
        {
            Description = "account=points, one or more, for example mark=-6000.",
            Arity = ArgumentArity.OneOrMore,
        };
        return verbs.Change(
            "take-over-points", "Bring points over from earlier books, before the first month end here.",
            [points, ledger, reason],
            async call => call.Tell(await call.Client.TakeOverPointsAsync(
                call.Get(ledger),
                new TakeOverPointsBody
                {
                    Id = call.Id,
                    Points = [.. call.Get(points).Select(Read)],
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }

    private static PointsBody Read(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } account, { Length: > 0 } points]
            ? new PointsBody(account, points)
            : throw new UsageException($"'{text}' is not of the form account=points.");

    private static Option<FileInfo?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };

    private static void Print(AnswerPrinter to, PoolStatementView statement)
    {
        to.Print(
            ("ledger", statement.Ledger),
            ("month", $"{statement.Period}"),
            ("dates", $"{Figures.Date(statement.FirstDate)} to {Figures.Date(statement.LastDate)}"),
            ("currency", statement.Currency));
        to.Print(
            statement.Lines,
            new("account", static line => line.Account),
            new("name", static line => line.Name),
            new("balance", static line => line.Balance, IsFigure: true),
            new("points added", static line => line.Added, IsFigure: true),
            new("points before", static line => line.Opening, IsFigure: true),
            new("points", static line => line.Total, IsFigure: true));
        if (statement.Overdue.Count > 0)
        {
            to.Print(
                statement.Overdue,
                new("overdue", static plan => plan.Name),
                new("payments due", static plan => $"{plan.Standing.Payments}", IsFigure: true),
                new("planned", static plan => plan.Standing.Expected, IsFigure: true),
                new("balance", static plan => plan.Standing.Actual, IsFigure: true),
                new("behind", static plan => plan.Standing.Behind, IsFigure: true));
        }
    }
}
