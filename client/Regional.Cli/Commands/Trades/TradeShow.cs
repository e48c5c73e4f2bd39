using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Trades;

internal static class TradeShow
{
    public static Command Build(Verbs verbs)
    {
        var trade = Given.Id("trade", "The trade.");
        return verbs.Read("show", "Show one trade.", [trade],
            async call => call.Tell(await call.Client.FindTradeAsync(call.Get(trade), call.Cancel)));
    }
}
