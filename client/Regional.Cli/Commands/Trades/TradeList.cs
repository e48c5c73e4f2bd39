using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Trades;

internal static class TradeList
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Region();
        var status = Given.Text("--status", "Only those queued, posted, cancelled, refused, inFlight or voided.");
        var limit = Given.Limit();
        return verbs.Read("list", "List a region's trades.", [region, status, limit], call => call.Answers.TellAsync(
            call.Client.ListTradesAsync(call.Get(region), call.Get(status), call.Cancel), WireJson.Default.TradeView,
            call.Get(limit), call.Cancel,
            new("trade", static trade => $"{trade.Id}"),
            new("status", static trade => trade.Status),
            new("payer", static trade => trade.Payer),
            new("pays", static trade => trade.PayerAmount?.ToString(), IsFigure: true),
            new("payee", static trade => trade.Payee),
            new("receives", static trade => $"{trade.PayeeAmount}", IsFigure: true),
            new("queued", static trade => Figures.Time(trade.QueuedAt)),
            new("decided", static trade => Figures.Time(trade.DecidedAt)),
            new("reference", static trade => trade.Reference)));
    }
}
