using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Terms;

internal static class RateList
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var limit = Given.Limit();
        return verbs.Read("list", "List a ledger's rates.", [ledger, limit], call => call.Answers.TellAsync(
            call.Client.ListRatesAsync(call.Get(ledger), call.Cancel), WireJson.Default.RateView, call.Get(limit),
            call.Cancel,
            new("valid from", static rate => Figures.Date(rate.ValidFrom)),
            new("kind", static rate => rate.Kind),
            new("purpose", static rate => rate.Purpose),
            new("side", static rate => rate.Side),
            new("rate", static rate => rate.Rate, IsFigure: true),
            new("set by", static rate => rate.Actor),
            new("reason", static rate => rate.Reason)));
    }
}
