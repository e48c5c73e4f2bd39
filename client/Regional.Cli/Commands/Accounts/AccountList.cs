using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Accounts;

internal static class AccountList
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var limit = Given.Limit();
        return verbs.Read("list", "List a ledger's accounts.", [ledger, limit], call => call.Answers.TellAsync(
            call.Client.ListAccountsAsync(call.Get(ledger), call.Cancel), WireJson.Default.AccountView,
            call.Get(limit), call.Cancel,
            new("account", static account => account.Code),
            new("name", static account => account.Name),
            new("role", static account => account.Role),
            new("status", static account => account.Status),
            new("balance", static account => account.Balance.Amount, IsFigure: true),
            new("held", static account => account.DebitsPending.Amount, IsFigure: true),
            new("floor", static account => account.Floor?.Amount, IsFigure: true),
            new("ceiling", static account => account.Ceiling?.Amount, IsFigure: true),
            new("entries", static account => Figures.Count(account.Entries), IsFigure: true)));
    }
}
