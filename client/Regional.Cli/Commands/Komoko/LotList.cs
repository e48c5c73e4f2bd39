using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Komoko;

internal static class LotList
{
    public static Command Lots(Verbs verbs)
    {
        var account = Given.Account("account", "The account");
        var limit = Given.Limit();
        return verbs.Read("lots", "List every credit with a maturity date an account ever had.", [account, limit],
            call => call.Answers.TellAsync(
                call.Client.ListLotsAsync(call.Get(account), call.Cancel), WireJson.Default.LotHistoryView,
                call.Get(limit), call.Cancel,
                new("lot", static lot => $"{lot.Lot}"),
                new("arrived", static lot => Figures.Date(lot.ArrivedOn)),
                new("matures", static lot => Figures.Date(lot.MaturesOn)),
                new("amount", static lot => $"{lot.Amount}", IsFigure: true),
                new("open", static lot => $"{lot.Open}", IsFigure: true),
                new("paid", static lot => $"{lot.Paid}", IsFigure: true),
                new("charged", static lot => $"{lot.Charged}", IsFigure: true),
                new("operation", static lot => $"{lot.Operation}"),
                new("closed by", static lot => lot.ClosedBy?.ToString())));
    }

    public static Command RolledOver(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var date = Given.Date("--date", "Up to this date, default today");
        var limit = Given.Limit();
        return verbs.Read("rolled-over", "List balances that loans around clearings carry from period to period.",
            [ledger, date, limit],
            call => call.Answers.TellAsync(
                call.Client.ListRolledOverAsync(call.Get(ledger), call.Get(date), call.Cancel),
                WireJson.Default.RolledOverView, call.Get(limit), call.Cancel,
                new("lender", static run => run.Lender),
                new("borrower", static run => run.Borrower),
                new("periods", static run => $"{run.Periods.Count}", IsFigure: true),
                new("from", static run => Figures.Date(run.Periods[0].ClearedOn)),
                new("to", static run => Figures.Date(run.Periods[^1].ClearedOn)),
                new("lent last", static run => $"{run.Periods[^1].Lent}", IsFigure: true),
                new("returned last", static run => $"{run.Periods[^1].Returned}", IsFigure: true),
                new("postings", static run => string.Join(' ', run.Periods.SelectMany(static period => period.Operations)))));
    }

    public static Command Bids(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var limit = Given.Limit();
        return verbs.Read("bids", "List the time deposits that the system bids for.", [ledger, limit],
            call => call.Answers.TellAsync(
                call.Client.ListBidsAsync(call.Get(ledger), call.Cancel), WireJson.Default.BidView,
                call.Get(limit), call.Cancel,
                new("bid", static bid => $"{bid.Bid}"),
                new("producer", static bid => bid.Producer),
                new("amount", static bid => $"{bid.Amount}", IsFigure: true),
                new("matures", static bid => Figures.Date(bid.MaturesOn)),
                new("renewed to", static bid => Figures.Date(bid.RenewedTo)),
                new("operation", static bid => $"{bid.Operation}")));
    }
}
