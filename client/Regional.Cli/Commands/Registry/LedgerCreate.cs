using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class LedgerCreate
{
    public static Command Build(Verbs verbs)
    {
        var code = Given.Code("code", "Code of the ledger.");
        var community = Given.Community();
        var currency = Given.Needed("--currency", "Its unit, for example KOM.");
        var scale = new Option<int>("--scale") { Description = "Decimal places of the unit, 0 to 8.", Required = true };
        var name = Given.Text("--currency-name", "The unit's name for people, for example \"River hours\".");
        var symbol = Given.Text("--currency-symbol", "The unit's symbol, for example Rh.");
        var scheme = new Option<string>("--scheme")
        {
            Description = "Its scheme (default mutual-credit).",
            DefaultValueFactory = _ => "mutual-credit",
        };
        var trading = Given.Flag("--trading", "The community trades with others in it.");
        return verbs.Change(
            "create", "Create a ledger of a community.",
            [code, community, currency, scale, name, symbol, scheme, trading],
            async call => call.Tell(await call.Client.CreateLedgerAsync(
                call.Get(community),
                new CreateLedgerBody
                {
                    Id = call.Id,
                    Code = call.Get(code),
                    Currency = call.Get(currency),
                    Scale = call.Get(scale),
                    CurrencyName = call.Get(name),
                    CurrencySymbol = call.Get(symbol),
                    Scheme = call.Get(scheme),
                    IsTrading = call.Get(trading),
                },
                call.Cancel)));
    }
}
