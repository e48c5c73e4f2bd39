using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class LedgerList
{
    public static Command Build(Verbs verbs)
    {
        var community = Given.Community();
        var limit = Given.Limit();
        return verbs.Read("list", "List a community's ledgers.", [community, limit], call => call.Answers.TellAsync(
            call.Client.ListLedgersAsync(call.Get(community), call.Cancel), WireJson.Default.LedgerView,
            call.Get(limit), call.Cancel,
            new("code", static ledger => ledger.Code),
            new("unit", static ledger => ledger.Currency),
            new("symbol", static ledger => ledger.CurrencySymbol ?? ""),
            new("name", static ledger => ledger.CurrencyName ?? ""),
            new("scale", static ledger => $"{ledger.Scale}", IsFigure: true),
            new("scheme", static ledger => ledger.Scheme),
            new("trading", static ledger => ledger.IsTrading ? "yes" : "")));
    }
}
