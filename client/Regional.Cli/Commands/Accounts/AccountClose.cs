using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Accounts;

internal static class AccountClose
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The account, at balance zero and without pendings");
        var reason = Given.Reason();
        return verbs.Change("close", "Close an account for good.", [account, reason],
            async call => call.Tell(await call.Client.CloseAccountAsync(
                call.Get(account), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }
}
