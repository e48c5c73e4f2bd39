using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Reading;

internal static class Statement
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The account");
        var newest = Given.Flag("--newest", "Newest entries first.");
        var after = new Option<long?>("--after") { Description = "Continue after this entry number." };
        var limit = Given.Limit();
        return verbs.Read("statement", "Show an account's entries.", [account, newest, after, limit],
            call => call.Answers.TellAsync(
                call.Client.ListStatementAsync(call.Get(account), call.Get(newest), call.Get(after), call.Cancel),
                WireJson.Default.StatementEntry, call.Get(limit), call.Cancel,
                new("no", static entry => $"{entry.No}", IsFigure: true),
                new("recorded", static entry => Figures.Time(entry.At)),
                new("date", static entry => Figures.Date(entry.BusinessDate)),
                new("other side", static entry => entry.Counterparty),
                new("purpose", static entry => entry.Purpose),
                new("reference", static entry => entry.Reference),
                new("what", static entry => entry.Action),
                new("amount", static entry => entry.Amount.Amount, IsFigure: true),
                new("balance", static entry => entry.Balance.Amount, IsFigure: true)));
    }
}
