using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Accounts;

internal static class AccountLimits
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The account (a community's caps: region/community)");
        var floor = Given.Needed("--floor", "Least balance, signed, or none.");
        var ceiling = Given.Needed("--ceiling", "Greatest balance, signed, or none.");
        var reason = Given.Reason();
        return verbs.Change("limits", "Set both limits of an account, or a community's net caps at the region.",
            [account, floor, ceiling, reason],
            async call => call.Tell(await call.Client.SetLimitsAsync(
                call.Get(account),
                new SetLimitsBody
                {
                    Id = call.Id,
                    Floor = Given.Limit(call.Get(floor)),
                    Ceiling = Given.Limit(call.Get(ceiling)),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }
}
