using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Commands.Access;
using Regional.Cli.Commands.Accounts;
using Regional.Cli.Commands.Clearing;
using Regional.Cli.Commands.Coupons;
using Regional.Cli.Commands.Credit;
using Regional.Cli.Commands.Files;
using Regional.Cli.Commands.Komoko;
using Regional.Cli.Commands.Payments;
using Regional.Cli.Commands.Periods;
using Regional.Cli.Commands.Pool;
using Regional.Cli.Commands.Reading;
using Regional.Cli.Commands.Registry;
using Regional.Cli.Commands.Requests;
using Regional.Cli.Commands.Terms;
using Regional.Cli.Commands.Trades;
using Regional.Cli.ParallelRuns;

namespace Regional.Cli.Commands;

/// <summary>Every command by name (<c>ops/docs/cli.md</c>).</summary>
internal static class Catalogue
{
    public static IEnumerable<Command> All(Verbs verbs) =>
    [
        Verbs.Group("region", "Regions.", RegionCreate.Build(verbs), RegionList.Build(verbs), RegionShow.Build(verbs),
            RegionJoin.Build(verbs)),
        Verbs.Group("community", "Communities of a region.", CommunityCreate.Build(verbs), CommunityList.Build(verbs),
            CommunityStatus.Suspend(verbs), CommunityStatus.Resume(verbs), CommunitySummaryShow.Build(verbs)),
        Verbs.Group("ledger", "Ledgers of a community.", LedgerCreate.Build(verbs), LedgerList.Build(verbs)),
        Verbs.Group("member", "Members of a community.", MemberAdd.Build(verbs), MemberList.Build(verbs)),
        Verbs.Group("account", "Accounts of a ledger.", AccountOpen.Build(verbs), AccountList.Build(verbs),
            AccountShow.Build(verbs), AccountLimits.Build(verbs), AccountStatusSet.Build(verbs),
            AccountClose.Build(verbs)),
        Verbs.Group("rate", "Rates between a ledger and its region's.", RateSet.Build(verbs), RateList.Build(verbs)),
        Verbs.Group("terms", "Parameters of a ledger's scheme.", TermsSet.Build(verbs), TermsTry.Build(verbs), TermsList.Build(verbs),
            ParameterList.Build(verbs)),
        Verbs.Group("komoko", "Holders, maturities and projects of a komoko.", HolderEnter.Build(verbs),
            MaturityShow.Build(verbs), LotList.Lots(verbs), LotList.Bids(verbs), LotList.RolledOver(verbs),
            Overdrafts.Review(verbs), Overdrafts.Set(verbs), ProjectApprove.Build(verbs),
            ProjectFailure.Show(verbs), ProjectFailure.Fail(verbs), ProjectFailure.Cover(verbs)),
        Verbs.Group("credit", "Mutual credit of a ledger.", CreditSwitch.On(verbs), CreditSwitch.Off(verbs),
            CreditSwitch.List(verbs), CreditLimits.Review(verbs), CreditLimits.Grant(verbs), CreditLimits.Pay(verbs),
            CreditLimits.History(verbs), CreditHealth.Indicators(verbs), CreditHealth.Stagnant(verbs)),
        Verbs.Group("calendar", "When a region's windows close.", CalendarSet.Build(verbs)),
        Transfer.Build(verbs),
        Posting.Build(verbs),
        Verbs.Group(
            "pending", "Pending transfers.", PendingList.Build(verbs), PendingEnd.Post(verbs), PendingEnd.Void(verbs)),
        Trades(verbs),
        Trade.Quote(verbs),
        Verbs.Group("request", "Payment requests.", RequestCreate.Build(verbs), RequestList.Build(verbs),
            RequestAnswer.Show(verbs), RequestAnswer.Approve(verbs), RequestAnswer.Decline(verbs),
            RequestAnswer.Withdraw(verbs)),
        Verbs.Group(
            "period", "Periods of a ledger's books.", PeriodCalendar.Open(verbs), PeriodCalendar.Show(verbs),
            PeriodShow.List(verbs), PeriodShow.Show(verbs), PeriodEnd.End(verbs), PeriodEnd.SignOff(verbs),
            PeriodEnd.Publish(verbs), PeriodShow.Report(verbs), PeriodShow.Exceptions(verbs)),
        Verbs.Group(
            "pool", "A savings pool: cash, loans, month ends.", PoolCash.Deposit(verbs), PoolCash.Withdraw(verbs),
            PoolCash.Return(verbs), Agreements.Propose(verbs), Agreements.List(verbs), Agreements.Show(verbs),
            Agreements.Vote(verbs), Agreements.Sign(verbs), Agreements.Reject(verbs), Agreements.GiveUp(verbs),
            PoolStatements.End(verbs), PoolStatements.Statement(verbs), PoolStatements.Member(verbs),
            PoolStatements.TakeOver(verbs)),
        Correct.Build(verbs),
        Verbs.Group("operation", "Stored operations.", OperationShow.Build(verbs)),
        Statement.Build(verbs),
        Positions.Build(verbs),
        Proof.Build(verbs),
        Verbs.Group(
            "window", "Settlement windows.", WindowList.Build(verbs), WindowRuns.Close(verbs), WindowRuns.Cut(verbs),
            WindowReportShow.Build(verbs), WindowReportShow.Settlements(verbs), WindowRuns.Confirm(verbs),
            WindowRuns.Final(verbs)),
        Verbs.Group("import", "Bring members, accounts and payments in from CSV files.", ImportAccounts.Build(verbs), ImportTransfers.Build(verbs)),
        Verbs.Group(
            "coupon", "Community coupons: notes, tills, the counter, ledgers.", SeriesVerbs.Register(verbs),
            SeriesVerbs.Print(verbs), SeriesVerbs.List(verbs), SeriesVerbs.Note(verbs), TillVerbs.Open(verbs),
            TillVerbs.Close(verbs), TillVerbs.Show(verbs), TillVerbs.List(verbs), TillVerbs.Change(verbs),
            CounterVerbs.Withdraw(verbs), CounterVerbs.Deposit(verbs), CounterVerbs.Exchange(verbs),
            CounterVerbs.Correct(verbs), CounterVerbs.Cover(verbs), CounterVerbs.Convert(verbs), CounterVerbs.Pin(verbs),
            KeyDay.Build(verbs), IndicatorVerbs.Enter(verbs), DecisionVerbs.Record(verbs),
            CouponReport.Build(verbs)),
        Verbs.Group(
            "notice", "The noticeboard of offers and requests.", NoticeVerbs.Post(verbs), NoticeVerbs.End(verbs),
            NoticeVerbs.List(verbs), NoticeVerbs.Projects(verbs)),
        Export.Build(verbs),
        ParallelRun.Build(verbs),
        Watch.Build(verbs),
        Verify.Build(verbs),
        Verbs.Group(
            "token", "Access tokens.", TokenIssue.Build(verbs), TokenList.Build(verbs), TokenRevoke.Build(verbs)),
    ];

    private static Command Trades(Verbs verbs)
    {
        var trade = Trade.Build(verbs);
        trade.Add(TradeCancel.Build(verbs));
        trade.Add(TradeList.Build(verbs));
        trade.Add(TradeShow.Build(verbs));
        return trade;
    }
}
