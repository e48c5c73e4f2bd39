using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class CommunitySummaryShow
{
    public static Command Build(Verbs verbs)
    {
        var code = Given.Code("code", "The community.");
        var month = Given.Text("--month", "Which month, YYYY-MM; default: this one.");
        return verbs.Read("summary", "Show a community's month.", [code, month], async call => call.Answers.Tell(
            await call.Client.FindSummaryAsync(
                call.Get(code), call.Get(month) ?? $"{call.Shell.Time.GetLocalNow():yyyy-MM}", call.Cancel),
            WireJson.Default.CommunitySummary,
            static (to, summary) =>
            {
                to.Print(("community", summary.Community), ("month", summary.Month));
                to.Print(
                    summary.Ledgers,
                    new("ledger", static ledger => ledger.Ledger),
                    new("accounts", static ledger => Figures.Count(ledger.Accounts), IsFigure: true),
                    new("active", static ledger => Figures.Count(ledger.ActiveAccounts), IsFigure: true),
                    new("transfers", static ledger => Figures.Count(ledger.Transfers), IsFigure: true),
                    new("turnover", static ledger => $"{ledger.Turnover}", IsFigure: true),
                    new("trades out", static ledger => Figures.Count(ledger.TradesOut), IsFigure: true),
                    new("paid out", static ledger => $"{ledger.PaidOut}", IsFigure: true),
                    new("trades in", static ledger => Figures.Count(ledger.TradesIn), IsFigure: true),
                    new("paid in", static ledger => $"{ledger.PaidIn}", IsFigure: true),
                    new("credit", static ledger => $"{ledger.CreditOutstanding}", IsFigure: true),
                    new("debt", static ledger => $"{ledger.DebtOutstanding}", IsFigure: true));
            }));
    }
}
