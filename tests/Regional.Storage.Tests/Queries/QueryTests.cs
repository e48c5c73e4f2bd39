using Regional.Contracts.Queries;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Queries;
using Regional.Storage.Tests.Clearing;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Queries;

public sealed class QueryTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_statement_pages_both_ways_and_its_balances_join()
    {
        for (var i = 1; i <= 7; i++)
        {
            await _world.PayAsync(_world.Alpha, i);
        }

        var up = await PagesAsync(newestFirst: false);
        var down = await PagesAsync(newestFirst: true);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], up.SelectMany(static page => page.Entries).Select(static entry => entry.No));
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], down.SelectMany(static page => page.Entries).Select(static entry => entry.No));
        Assert.Equal([(0, -6), (-6, -21), (-21, -28)], up.Select(static page => (page.Opening, page.Closing)));
        Assert.Equal([(-10, -28), (-1, -10), (0, -1)], down.Select(static page => (page.Opening, page.Closing)));
        Assert.All(up.SelectMany(static page => page.Entries), entry => Assert.Equal(-entry.No, entry.SignedMinor));
        Assert.Equal("alpha-book/m0002", up[0].Entries[0].Counterparty.ToString());
    }

    [Fact]
    public async Task A_statement_names_the_party_behind_the_region()
    {
        var receipt = await _world.PostAsync(Payments.Trade(_world, _world.Alpha, _world.Beta, 100));

        var mine = (await StatementAsync(_world.Alpha.First)).Entries[0];
        var theirs = (await StatementAsync(_world.Beta.First)).Entries[0];
        var mirror = (await StatementAsync(_world.Alpha.Mirror)).Entries[0];
        var region = (await StatementAsync(_world.Alpha.AtRegion)).Entries[0];

        Assert.Equal(("beta-book/m0001", -100L), (mine.Counterparty.ToString(), mine.SignedMinor));
        Assert.Equal(("alpha-book/m0001", 16_000L), (theirs.Counterparty.ToString(), theirs.SignedMinor));
        Assert.Equal(("alpha-book/m0001", 100L, "KMK"), (mirror.Counterparty.ToString(), mirror.CounterMinor!.Value, mirror.CounterCurrency!));
        Assert.Equal((1, receipt.Operation), (region.WindowNo!.Value, region.Trade!.Value));
        Assert.Null(mine.WindowNo);
        Assert.Equal(("Rice", "INV-7"), (mine.Texts.Reference!, mine.Texts.DocumentNumber!));
        Assert.Null(await Accounts.FindStatementAsync(new AccountId(999_999), default, Token));
    }

    [Fact]
    public async Task An_empty_page_of_a_statement_is_the_last()
    {
        var page = await StatementAsync(_world.Alpha.First);

        Assert.Empty(page.Entries);
        Assert.Equal((0, 0, null), (page.Opening, page.Closing, page.Next));
    }

    [Fact]
    public async Task An_operation_is_read_with_its_transfers()
    {
        var posting = Payments.Trade(_world, _world.Alpha, _world.Beta, 100);
        await _world.PostAsync(posting);
        var queries = new OperationQueries(_world.Test.Database);

        var operation = (await queries.FindOperationAsync(posting.Id, Token))!;

        Assert.Equal((OperationKind.Trade, 1, 3), (operation.Kind, operation.WindowNo, operation.Legs.Length));
        Assert.Equal(
            ["alpha-book/m0001 > alpha-book/region", "suro/alpha > suro/beta", "beta-book/region > beta-book/m0001"],
            operation.Legs.Select(static leg => $"{leg.Debit} > {leg.Credit}"));
        Assert.Null(await queries.FindOperationAsync(NewId(), Token));
        var command = New(new SetLimits(_world.Alpha.First, -1, null) { Id = default, Actor = "" });
        await _world.DoneAsync(command);
        Assert.Equal($"{_world.Alpha.First}", (await queries.FindOperationAsync(command.Id, Token))!.Result!["account"]);
    }

    [Fact]
    public async Task Pendings_are_listed_open_or_all()
    {
        var posting = Payments.New(Payments.Day, Payments.Leg(
            _world.Alpha.Ledger, _world.Alpha.First, _world.Alpha.Second, new Amount(50, Komoko)) with
        {
            Action = TransferAction.Pend,
            Expiry = TimeSpan.FromDays(1),
        });
        await _world.PostAsync(posting);
        var id = new TransferId(posting.Id, 0);

        var open = Assert.Single((await Accounts.FindPendingsAsync(_world.Alpha.Second, withEnded: false, Page, Token)).Items);
        Assert.Equal((id, 50L, PendingStatus.Open, "goods"), (open.Id, open.Amount.Minor, open.Status, open.Purpose));
        await _world.PostAsync(Payments.New(Payments.Day, posting.Legs[0] with
        {
            Action = TransferAction.VoidPending,
            Resolves = id,
            Expiry = null,
        }));
        Assert.Empty((await Accounts.FindPendingsAsync(_world.Alpha.Ledger, withEnded: false, Page, Token)).Items);
        Assert.Equal(
            PendingStatus.Voided,
            Assert.Single((await Accounts.FindPendingsAsync(_world.Alpha.Ledger, withEnded: true, Page, Token)).Items).Status);
        Assert.Equal(PendingStatus.Voided, (await Accounts.FindPendingAsync(id, Token))!.Status);
    }

    [Fact]
    public async Task Trades_are_listed_newest_first_by_who_takes_part()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var posting = Payments.Trade(_world, _world.Alpha, _world.Beta, 10 + i);
            await _world.PostAsync(posting);
            ids.Insert(0, posting.Id.ToString());
        }

        var queries = new TradeQueries(_world.Test.Database);
        var first = await queries.FindTradesAsync(_world.Region, default, new PageRequest(null, 2), Token);
        var second = await queries.FindTradesAsync(_world.Region, default, new PageRequest(first.Next, 2), Token);

        Assert.Equal(ids, first.Items.Concat(second.Items).Select(static trade => trade.Id.ToString()));
        Assert.Null(second.Next);
        var trade = first.Items[0];
        Assert.Equal((1920, 12, TradeStatus.Posted, 1), (trade.PayeeAmount.Minor, trade.PayerAmount!.Value.Minor, trade.Status, trade.WindowNo));
        Assert.Equal("alpha-book/m0001", trade.Payer.ToString());
        var ofBeta = new TradeFilter(TradeStatus.Posted, _world.Beta.Community, _world.Beta.First);
        Assert.Equal(3, (await queries.FindTradesAsync(_world.Region, ofBeta, Page, Token)).Items.Length);
        var queued = new TradeFilter(TradeStatus.Queued, null, null);
        Assert.Empty((await queries.FindTradesAsync(_world.Region, queued, Page, Token)).Items);
    }

    [Fact]
    public async Task Requests_are_listed_for_both_sides()
    {
        var command = New(new RequestPayment(
            _world.Alpha.First, _world.Beta.First, 5, TransferKind.Real, "goods", "Rice", null, TimeSpan.FromDays(1))
        {
            Id = default,
            Actor = "",
        });
        await _world.DoneAsync(command);
        var queries = new TradeQueries(_world.Test.Database);

        Assert.Single((await queries.FindRequestsAsync(_world.Alpha.First, RequestStatus.Open, Page, Token)).Items);
        Assert.Single((await queries.FindRequestsAsync(_world.Beta.First, null, Page, Token)).Items);
        Assert.Single((await queries.FindRequestsAsync(_world.Beta.Community, null, Page, Token)).Items);
        Assert.Empty((await queries.FindRequestsAsync(_world.Alpha.First, RequestStatus.Expired, Page, Token)).Items);
        Assert.Equal("beta-book/m0001", (await queries.FindRequestAsync(command.Id, Token))!.Payer.ToString());
    }

    [Fact]
    public async Task Positions_show_how_much_of_the_caps_is_used()
    {
        await _world.DoneAsync(New(new SetLimits(_world.Alpha.AtRegion, -400, 100) { Id = default, Actor = "" }));
        await _world.PostAsync(Payments.Trade(_world, _world.Alpha, _world.Beta, 100));

        var positions = (await Clearing.FindPositionsAsync(_world.Region, Token))!;

        Assert.Equal((1, Komoko), (positions.OpenWindowNo, positions.Currency));
        Assert.Equal(["alpha", "beta"], positions.Positions.Take(2).Select(static position => position.Name.Code));
        var alpha = positions.Positions[0];
        Assert.Equal((-100L, 0.25m, 0m), (alpha.State.Balance, alpha.DebitCapUsed!.Value, alpha.CreditCapUsed!.Value));
        Assert.Null(positions.Positions[1].DebitCapUsed);
        Assert.Null(await Clearing.FindPositionsAsync(new RegionId(999), Token));
    }

    [Fact]
    public async Task A_windows_report_and_flows_are_recomputed_from_the_journal()
    {
        await _world.PostAsync(Payments.Trade(_world, _world.Alpha, _world.Beta, 100));
        await _world.PostAsync(Payments.Trade(_world, _world.Alpha, _world.Beta, 50));
        await _world.PostAsync(Payments.Trade(_world, _world.Beta, _world.Alpha, 30));

        var open = (await Clearing.FindReportAsync(_world.Region, 1, Token))!;
        await SettlementTests.CutAndCloseAsync(_world);
        var closed = (await Clearing.FindReportAsync(_world.Region, 1, Token))!;

        Assert.Equal((ReportStatus.None, ReportStatus.Preliminary), (open.Window.Report, closed.Window.Report));
        Assert.Equal(open.Lines, closed.Lines);
        Assert.Equal(
            [("alpha", 150, 30, -120), ("beta", 30, 150, 120)],
            closed.Lines.Select(static line =>
                (line.Position.Code, line.Position.Paid, line.Position.Received, line.Position.Position)));
        Assert.Equal(
            [("alpha", "beta", 2L, 150L), ("beta", "alpha", 1L, 30L)],
            (await Clearing.FindFlowsAsync(_world.Region, 1, Token)).Select(static flow =>
                (flow.Payer, flow.Payee, flow.Transfers, flow.Amount.Minor)));
        Assert.Equal([2, 1], (await Clearing.FindWindowsAsync(_world.Region, Page, Token)).Items.Select(static window => window.Window.No));
        Assert.Null(await Clearing.FindReportAsync(_world.Region, 99, Token));
    }

    [Fact]
    public async Task The_proof_holds_until_a_figure_is_changed()
    {
        await _world.PostAsync(Payments.Trade(_world, _world.Alpha, _world.Beta, 100));

        var proof = (await Clearing.ProveAsync(_world.Region, Token))!;
        await _world.Test.ExecuteAsync(
            $"update accounts set credits_posted = credits_posted + 1 where id = {_world.Beta.AtRegion}");
        var broken = (await Clearing.ProveAsync(_world.Region, Token))!;

        Assert.True(proof.Holds);
        Assert.Equal([(-100, 100), (100, -100)], proof.Mirrors.Select(static mirror => (mirror.RegionSide, mirror.CommunitySide)));
        Assert.False(broken.Holds);
        Assert.Equal(1, broken.Ledgers.Single(static ledger => ledger.Ledger == "suro").Sum);
        Assert.Equal(1, broken.Mirrors[1].Difference);
    }

    [Fact]
    public async Task A_month_is_summed_by_business_date()
    {
        await _world.PayAsync(_world.Alpha, 40, day: new DateOnly(2026, 10, 31));
        await _world.PayAsync(_world.Alpha, 50);
        await _world.PayAsync(_world.Alpha, 60);
        await _world.PostAsync(Payments.Trade(_world, _world.Alpha, _world.Beta, 700));
        await _world.PostAsync(Payments.Trade(_world, _world.Beta, _world.Alpha, 3));
        await _world.PayAsync(_world.Alpha, 1, day: new DateOnly(2026, 12, 1));

        var month = Assert.Single(await Clearing.SummariseAsync(_world.Alpha.Community, 2026, 11, Token));

        Assert.Equal((2, 2, 2L, 110L), (month.Accounts, month.ActiveAccounts, month.Transfers, month.Turnover));
        Assert.Equal((1L, 700L, 1L, 3L), (month.TradesOut, month.PaidOut, month.TradesIn, month.PaidIn));
        Assert.Equal((150L, -847L, 0), (month.CreditOutstanding, month.DebtOutstanding, month.AtFloor));
    }

    [Fact]
    public async Task Lists_are_paged_by_code()
    {
        await _world.JoinAsync("gamma", Komoko);
        var parties = new PartyQueries(_world.Test.Database);

        var first = await parties.FindCommunitiesAsync(_world.Region, new PageRequest(null, 2), Token);
        var second = await parties.FindCommunitiesAsync(_world.Region, new PageRequest(first.Next, 2), Token);

        Assert.Equal(["alpha", "beta", "gamma"], first.Items.Concat(second.Items).Select(static community => community.Code));
        Assert.Equal("alpha-book", first.Items[0].TradingLedgerCode);
        Assert.Equal(4, (await parties.FindLedgersAsync(_world.Region, null, Page, Token)).Items.Length);
        Assert.Single((await parties.FindLedgersAsync(_world.Region, _world.Alpha.Community, Page, Token)).Items);
        Assert.Equal(["m0001", "m0002"], (await parties.FindMembersAsync(_world.Alpha.Community, Page, Token)).Items.Select(static m => m.Code));
        Assert.Equal(11, (await Accounts.FindAccountsAsync(_world.Alpha.Ledger, null, Page, Token)).Items.Length);
        Assert.Equal(2, (await Accounts.FindAccountsAsync(_world.Alpha.Ledger, AccountRole.Member, Page, Token)).Items.Length);
        Assert.Single(await Accounts.FindAccountsAsync(_world.Alpha.Member, Token));
        var account = (await Accounts.FindAccountAsync(_world.Alpha.First, Token))!;
        Assert.Equal(("alpha-book/m0001", "m0001", "alpha", -1000L), (account.Name.ToString(), account.MemberCode, account.CommunityCode, account.State.Floor!.Value));
        Assert.Single(await Accounts.FindChangesAsync(_world.Alpha.First, Token));
        var region = Assert.Single(await parties.FindRegionsAsync(Token));
        Assert.Equal(("suro", CapPolicy.Queue, "suro"), (region.Code, region.CapPolicy, region.LedgerCode));
        Assert.Equal(4, (await parties.FindRatesAsync(_world.Alpha.Ledger, Token)).Length);
        Assert.Empty(await parties.FindTermsAsync(_world.Alpha.Ledger, Token));
        Assert.Null(await parties.FindCalendarAsync(_world.Region, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static PageRequest Page => new(After: null, Limit: 100);

    private AccountQueries Accounts => new(_world.Test.Database);

    private ClearingQueries Clearing => new(_world.Test.Database);

    private async Task<StatementPage> StatementAsync(AccountId account) =>
        (await Accounts.FindStatementAsync(account, new StatementRequest(NewestFirst: true, From: null, Limit: 10), Token))!;

    private async Task<List<StatementPage>> PagesAsync(bool newestFirst)
    {
        var pages = new List<StatementPage>();
        for (long? from = null; pages.Count == 0 || from is not null; from = pages[^1].Next)
        {
            pages.Add((await Accounts.FindStatementAsync(
                _world.Alpha.First, new StatementRequest(newestFirst, from, Limit: 3), Token))!);
        }

        return pages;
    }
}
