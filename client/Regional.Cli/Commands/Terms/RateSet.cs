using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Terms;

internal static class RateSet
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var kind = Given.Needed("--kind", "real or financial.");
        kind.AcceptOnlyFromAmong("real", "financial");
        var side = Given.Needed("--side", "buy (the community pays out) or sell (it is paid).");
        side.AcceptOnlyFromAmong("buy", "sell");
        var rate = Given.Needed(
            "--rate", "Minor units of the region per minor unit of the ledger: 160, 12.5 or 1/160.");
        var purpose = Given.Text("--purpose", "For this purpose only.");
        var from = Given.Date("--valid-from", "First business date");
        from.Required = true;
        var reason = Given.Reason();
        return verbs.Change("set", "Set a rate between a ledger and its region's.",
            [ledger, kind, side, rate, purpose, from, reason],
            async call => call.Tell(await call.Client.SetRateAsync(
                call.Get(ledger),
                new SetRateBody
                {
                    Id = call.Id,
                    Kind = call.Get(kind),
                    Side = call.Get(side),
                    Rate = call.Get(rate),
                    Purpose = call.Get(purpose),
                    ValidFrom = call.Get(from)!.Value,
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }
}
