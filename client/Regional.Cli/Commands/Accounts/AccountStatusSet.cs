using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Accounts;

internal static class AccountStatusSet
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The account");
        var status =
            new Argument<string>("status") { Description = "open, debitsBlocked (may be paid, not pay) or suspended." };
        status.AcceptOnlyFromAmong("open", "debitsBlocked", "suspended");
        var reason = Given.Reason();
        return verbs.Change(
            "status", "Suspend an account, block its payments, or open it again.", [account, status, reason],
            async call => call.Tell(await call.Client.SetAccountStatusAsync(
                call.Get(account),
                new SetAccountStatusBody { Id = call.Id, Status = call.Get(status), Reason = call.Get(reason) },
                call.Cancel)));
    }
}
