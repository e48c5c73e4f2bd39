using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Accounts;

internal static class AccountShow
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The account");
        return verbs.Read("show", "Show one account.", [account], async call => call.Answers.Tell(
            await call.Client.FindAccountAsync(call.Get(account), call.Cancel), WireJson.Default.AccountView,
            static (to, view) => to.Print(
                ("account", $"{view.Ledger}/{view.Code}"),
                ("name", view.Name),
                ("member", view.Member),
                ("community", view.Community),
                ("role", view.Role),
                ("kind", view.Kind),
                ("status", view.Status),
                ("balance", $"{view.Balance}"),
                ("held for debits", $"{view.DebitsPending}"),
                ("held for credits", $"{view.CreditsPending}"),
                ("debited", $"{view.DebitsPosted}"),
                ("credited", $"{view.CreditsPosted}"),
                ("floor", view.Floor?.ToString() ?? "none"),
                ("ceiling", view.Ceiling?.ToString() ?? "none"),
                ("may pay", view.DebitRoom?.ToString()),
                ("may receive", view.CreditRoom?.ToString()),
                ("entries", Figures.Count(view.Entries)),
                ("opened", Figures.Time(view.OpenedAt)))));
    }
}
