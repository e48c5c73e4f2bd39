using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Credit;

/// <summary><c>credit indicators</c> and <c>credit stagnant</c>.</summary>
internal static class CreditHealth
{
    private const int DaysDefault = 90;

    public static Command Indicators(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var (from, to) = (Given.Date("--from", "First business date"), Given.Date("--to", "Last business date; default today"));
        return verbs.Read(
            "indicators", "Turnover, velocity and use of credit; default: the last 90 days.", [ledger, from, to],
            async call => call.Answers.Tell(
                await call.Client.FindIndicatorsAsync(call.Get(ledger), call.Get(from), call.Get(to), call.Cancel),
                WireJson.Default.CreditIndicatorsView,
                static (print, found) => print.Print(
                    ("ledger", found.Ledger),
                    ("dates", $"{Figures.Date(found.From)} to {Figures.Date(found.To)}"),
                    ("accounts", $"{found.Accounts}, {found.AccountsBelowZero} below zero"),
                    ("turnover", $"{found.Turnover} in {found.Payments} payments"),
                    ("mean volume", found.MeanVolume.ToString()),
                    ("velocity", found.Velocity is null ? "none" : $"{found.Velocity}, {found.VelocityAYear} a year"),
                    ("credit used", $"{found.CreditUsed} of {found.CreditLines}"),
                    ("utilisation", found.UtilisationPercent is null ? "none" : $"{found.UtilisationPercent} %"),
                    ("without floor", $"{found.UnlimitedAccounts}"))));
    }

    public static Command Stagnant(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        var days = new Option<int>("--days")
        {
            Description = $"Not at zero for at least that many days (default {DaysDefault}).",
            DefaultValueFactory = static _ => DaysDefault,
        };
        return verbs.Read(
            "stagnant", "List accounts whose balance has not crossed zero for long.", [ledger, days, limit],
            call => call.Answers.TellAsync(
                call.Client.ListStagnantAsync(call.Get(ledger), call.Get(days), call.Cancel),
                WireJson.Default.StagnantAccountView, call.Get(limit), call.Cancel,
                new("account", static one => one.Account),
                new("name", static one => one.Name),
                new("balance", static one => one.Balance.ToString(), IsFigure: true),
                new("at zero on", static one => Figures.Date(one.CrossedOn)),
                new("days", static one => $"{one.Days}", IsFigure: true)));
    }
}
