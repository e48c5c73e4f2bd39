using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Terms;

/// <summary><c>terms try</c>: before and after, on the payments of the past.</summary>
internal static class TermsTry
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var parameters = new Argument<string[]>("parameters")
        {
            Description = "name=value, none or more: all that would be set; what is left out has its default.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var (from, to) = (Given.Date("--from", "First business date; default a year before"), Given.Date("--to", "Last business date; default today"));
        var accounts = File("--accounts-csv", "Write every account of the replay to this file instead (mutual credit).");
        var refused = File("--refused-csv", "Write every payment that would have been refused to this file instead.");
        return verbs.Read(
            "try", "Try terms against history, before and after; nothing is set.",
            [parameters, ledger, from, to, accounts, refused], async call =>
            {
                var body = new TryTermsBody
                {
                    Parameters = TermsSet.Read(call.Get(parameters) ?? []),
                    From = call.Get(from),
                    To = call.Get(to),
                };
                if ((call.Get(accounts) ?? call.Get(refused)) is { } file)
                {
                    return await call.WriteAsync(file, stream => call.Client.CopyTermsReplayAsync(
                        call.Get(ledger), call.Get(accounts) is null ? "refused" : "accounts", body, stream, call.Cancel));
                }

                return call.Answers.Tell(
                    await call.Client.TryTermsAsync(call.Get(ledger), body, call.Cancel), WireJson.Default.TermsTrialView,
                    Print);
            });
    }

    private static Option<FileInfo?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };

    private static void Print(AnswerPrinter to, TermsTrialView trial)
    {
        to.Print(("ledger", trial.Ledger), ("history", $"{Figures.Date(trial.From)} to {Figures.Date(trial.To)}"));
        if (trial.Changes.Count > 0)
        {
            to.Print(
                trial.Changes,
                new("parameter", static one => one.Name),
                new("before", static one => one.Before),
                new("after", static one => one.After));
        }

        if (trial.Figures.Count > 0)
        {
            to.Print(
                trial.Figures,
                new("figure", static one => one.Name),
                new("before", static one => one.Before, IsFigure: true),
                new("after", static one => one.After, IsFigure: true));
        }

        if (trial.Cases.Count > 0)
        {
            to.Print(
                trial.Cases,
                new("date", static one => Figures.Date(one.Date)),
                new("account", static one => one.Account),
                new("what", static one => one.What),
                new("amount", static one => one.Amount, IsFigure: true),
                new("before", static one => one.Before, IsFigure: true),
                new("after", static one => one.After, IsFigure: true));
        }

        if (trial.Purposes.Count > 0)
        {
            to.Print(
                trial.Purposes,
                new("purpose", static one => one.Purpose),
                new("payments", static one => $"{one.Payments}", IsFigure: true),
                new("amount", static one => one.Amount.ToString(), IsFigure: true),
                new("before", static one => one.AllowedBefore ? "allowed" : "refused"),
                new("after", static one => one.AllowedAfter ? "allowed" : "refused"));
        }

        if (trial.Limits is { } limits)
        {
            to.Print(
                ("accounts", $"{limits.Accounts}, {limits.Changed} change"),
                ("credit lines", $"{limits.LinesBefore} before, {limits.LinesAfter} after"),
                ("payments beyond", $"{limits.PaymentsBeyondBefore} before, {limits.PaymentsBeyondAfter} after"));
            if (limits.Most.Count > 0)
            {
                to.Print(
                    limits.Most,
                    new("account", static one => one.Account),
                    new("balance", static one => one.Balance.ToString(), IsFigure: true),
                    new("floor before", static one => one.FloorBefore?.ToString() ?? "none", IsFigure: true),
                    new("after", static one => one.FloorAfter.ToString(), IsFigure: true));
            }
        }

        if (trial.Replay is { } replay)
        {
            Print(to, replay);
        }
    }

    private static void Print(AnswerPrinter to, TermsReplayView replay)
    {
        to.Print(
            ("payments", $"{replay.Payments} of {replay.AccountsPaying} accounts"),
            ("refused before", $"{replay.RefusedBefore}, {replay.AmountRefusedBefore}"),
            ("refused after", $"{replay.RefusedAfter}, {replay.AmountRefusedAfter}"));
        if (replay.Accounts.Count > 0)
        {
            to.Print(
                replay.Accounts,
                new("account", static one => one.Account),
                new("payments", static one => $"{one.Payments}", IsFigure: true),
                new("refused before", static one => $"{one.RefusedBefore}", IsFigure: true),
                new("after", static one => $"{one.RefusedAfter}", IsFigure: true),
                new("balance before", static one => one.BalanceBefore.ToString(), IsFigure: true),
                new("after", static one => one.BalanceAfter.ToString(), IsFigure: true));
        }

        if (replay.Refused.Count > 0)
        {
            to.Print(
                replay.Refused,
                new("date", static one => Figures.Date(one.BusinessDate)),
                new("payer", static one => one.Payer),
                new("payee", static one => one.Payee),
                new("amount", static one => one.Amount.ToString(), IsFigure: true),
                new("purpose", static one => one.Purpose),
                new("before", static one => one.Before ?? "paid"),
                new("after", static one => one.After ?? "paid"),
                new("id", static one => $"{one.Id}"));
        }
    }
}
