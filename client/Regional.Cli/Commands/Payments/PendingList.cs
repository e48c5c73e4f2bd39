using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Payments;

internal static class PendingList
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var limit = Given.Limit();
        return verbs.Read(
            "list", "List a ledger's open pending transfers.", [ledger, limit], call => call.Answers.TellAsync(
            call.Client.ListPendingsAsync(call.Get(ledger), call.Cancel), WireJson.Default.PendingView,
            call.Get(limit), call.Cancel,
            new("posting", static pending => $"{pending.Posting}"),
            new("leg", static pending => $"{pending.Leg}", IsFigure: true),
            new("payer", static pending => pending.Payer),
            new("payee", static pending => pending.Payee),
            new("amount", static pending => $"{pending.Amount}", IsFigure: true),
            new("placed", static pending => Figures.Time(pending.PlacedAt)),
            new("expires", static pending => Figures.Time(pending.ExpiresAt)),
            new("reference", static pending => pending.Reference)));
    }
}
