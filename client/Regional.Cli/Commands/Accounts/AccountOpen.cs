using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Accounts;

internal static class AccountOpen
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The account to open");
        var member = Given.Needed("--member", "Whose: code of a member of the ledger's community.");
        var kind = new Option<string>("--kind") { Description = "What it is for (default general).", DefaultValueFactory = _ => "general" };
        kind.AcceptOnlyFromAmong("general", "real", "financial", "pool", "project");
        var floor = Given.Text("--floor", "Least balance, signed (a credit limit of 500 is -500); default: none.");
        var ceiling = Given.Text("--ceiling", "Greatest balance, signed; default: none.");
        return verbs.Change("open", "Open a member's account.", [account, member, kind, floor, ceiling],
            async call => call.Tell(await call.Client.OpenAccountAsync(
                call.Get(account).Ledger,
                new OpenAccountBody
                {
                    Id = call.Id,
                    Code = call.Get(account).Account,
                    Member = call.Get(member),
                    Kind = call.Get(kind),
                    Floor = call.Get(floor),
                    Ceiling = call.Get(ceiling),
                },
                call.Cancel)));
    }
}
