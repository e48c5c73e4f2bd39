using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Trades;

internal static class TradeCancel
{
    public static Command Build(Verbs verbs)
    {
        var trade = Given.Id("trade", "The trade that waits.");
        return verbs.Change("cancel", "Give up a trade that waits at a cap.", [trade],
            async call => call.Tell(await call.Client.CancelTradeAsync(
                call.Get(trade), new CommandBody { Id = call.Id }, call.Cancel)));
    }
}
