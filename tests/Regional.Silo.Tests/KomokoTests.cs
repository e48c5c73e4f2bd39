using System.Text.Json.Nodes;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>A komoko community over HTTP: holders, circles, lots, what a member sees.</summary>
public sealed class KomokoTests : IAsyncLifetime
{
    private const string Book = "/v1/ledgers/kamen-book";

    private readonly Town _town = new();

    public ValueTask InitializeAsync() => _town.InitializeAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

        [Fact]
    public async Task Wages_become_a_lot_that_a_household_sees_and_spends()
    {
        var administrator = await BeginAsync();
        await PayAsync(administrator, "b", "h", "1000", "wages", "2026-01-10");

        var seen = (await administrator.GetAsync($"{Book}/accounts/h/maturities?date=2026-04-01")).Json;
        Assert.Equal("1000.00", (string?)seen["available"]!["amount"]);
        Assert.Equal("household", (string?)seen["class"]);
        Assert.Equal("2026-04-10", (string?)seen["lots"]![0]!["maturesOn"]);
        Assert.True((bool)seen["lots"]![0]!["isNoticed"]!);
        Assert.Equal("2026-04-30", (string?)seen["nextChargeOn"]);
        Assert.Equal("7.00", (string?)seen["nextCharge"]!["amount"]);

        await PayAsync(administrator, "h", "b-fin", "400", "loan", "2026-02-01");
        var lent = (await administrator.GetAsync($"{Book}/accounts/b-fin/lots")).Json["items"]![0]!;
        Assert.Equal(("400.00", "2026-04-10"), ((string?)lent["open"]!["amount"], (string?)lent["maturesOn"]));

        Assert.Equal("circleClosed", await RefusedAsync(administrator, "h", "b", "1", "loan"));
        Assert.Equal("ownAccountsApart", await RefusedAsync(administrator, "b", "b-fin", "1", "loan"));
        Assert.Equal("availableExceeded", await RefusedAsync(administrator, "b-fin", "h", "401", "wages"));
        Assert.Equal("floorExceeded", await RefusedAsync(administrator, "h", "b", "601", "goods"));
    }

    [Fact]
    public async Task A_month_end_clears_charges_and_shows_the_overdrafts_of_the_formula()
    {
        var administrator = await BeginAsync();
        await PayAsync(administrator, "b", "h", "1000", "wages", "2026-01-01");
        await PayAsync(administrator, "h", "b", "300", "goods", "2026-02-01");
        await PayAsync(administrator, "h", "b-fin", "100", "loan", "2026-02-02");

        var march = await EndMonthAsync(administrator, "2026-03-31");
        Assert.Equal((1, 0), ((int)march["cleared"]!, (int)march["charged"]!));

        // -700 real is covered by 100 of its own; 1 % of the 600 left is the levy.
        Assert.Equal("-606.00", await BalanceAsync(administrator, "b"));
        Assert.Equal("6.00", await BalanceAsync(administrator, "levy"));
        Assert.Equal("0.00", await BalanceAsync(administrator, "b-fin"));

        // 600 matured on 1 April: 1 % for thirty days.
        var april = await EndMonthAsync(administrator, "2026-04-30");
        Assert.Equal((0, 1), ((int)april["cleared"]!, (int)april["charged"]!));
        Assert.Equal("6.00", await BalanceAsync(administrator, "demurrage"));
        Assert.Equal("594.00", await BalanceAsync(administrator, "h"));
        Assert.Equal(0, (int)(await EndMonthAsync(administrator, "2026-04-30"))["charged"]!);

        // to 300, m_max 0, m_min -1,000: m_min(1) = -300 x 1,000 / 300 = -1,000; shifted by -606.
        var shown = (await administrator.GetAsync($"{Book}/overdrafts?date=2026-03-31")).Json;
        var business = shown["accounts"]!.AsArray().Single(account => (string?)account!["account"] == "kamen-book/b")!;
        Assert.Equal(
            ("300.00", "0.00", "-1000.00", "-606.00", "-1000.00", "-1606.00"),
            (Amount(business, "turnover"), Amount(business, "max"), Amount(business, "min"), Amount(business, "nextOpening"),
                Amount(business, "asWritten"), Amount(business, "shifted")));
        var set = await administrator.PostAsync($"{Book}/overdrafts", JsonNode.Parse("""{"date":"2026-03-31"}""")!.AsObject());
        var floor = set.Json["accounts"]!.AsArray().Single(account => (string?)account!["account"] == "kamen-book/b")!;
        Assert.Equal("-1000.00", Amount(floor, "floor"));

        var tried = await administrator.PostAsync($"{Book}/terms/trial", new
        {
            from = "2026-01-01",
            to = "2026-04-30",
            parameters = new { demurrageSchedule = "0.02", levyRate = "0.02", openingBalance = "shifted" },
        });
        Assert.True(tried.Status == 200, tried.ToString());
        Assert.Equal(
            [
                "demurrage 6.00 12.00", "levies 6.00 12.00", "overdrafts 1000.00 1606.00", "overdraftsAsWritten 1000.00 1000.00",
                "overdraftsShifted 1606.00 1606.00", "shortfall 0.00 0.00",
            ],
            tried.Json["figures"]!.AsArray().Select(static one => $"{one!["name"]} {one["before"]} {one["after"]}"));
        Assert.Equal(
            ["b overdraft 1000.00 1606.00", "b levy 6.00 12.00", "h demurrage 6.00 12.00"],
            tried.Json["cases"]!.AsArray().Select(static one => $"{one!["account"]} {one["what"]} {one["before"]} {one["after"]}"));
    }

    private static string? Amount(JsonNode of, string name) => (string?)of[name]!["amount"];

    private static async Task<string?> BalanceAsync(Caller caller, string account) =>
        Amount((await caller.GetAsync($"{Book}/accounts/{account}")).Json, "balance");

    private static async Task<JsonNode> EndMonthAsync(Caller caller, string date)
    {
        var said = await caller.PostAsync($"{Book}/month-end", JsonNode.Parse($$"""{"date":"{{date}}"}""")!.AsObject());
        Assert.True(said.Status == 200, said.ToString());
        return said.Json;
    }

    [Fact]
    public async Task A_correction_gives_back_the_maturities_that_were_consumed()
    {
        var administrator = await BeginAsync();
        await PayAsync(administrator, "b", "h", "1000", "wages", "2026-01-10");
        var loan = Guid.CreateVersion7();
        await PayAsync(administrator, "h", "b-fin", "1000", "loan", "2026-02-01", loan);
        Assert.Equal("0.00", await AvailableAsync(administrator, "h"));

        await administrator.MustAsync($"/v1/operations/{loan}/correct", new { reason = "entered twice" });
        Assert.Equal("0.00", await AvailableAsync(administrator, "b-fin"));
        var back = (await administrator.GetAsync($"{Book}/accounts/h/maturities?date=2026-02-02")).Json["lots"]!.AsArray();
        Assert.Equal(
            ("1000.00", "2026-04-10"), ((string?)back[0]!["open"]!["amount"], (string?)back[0]!["maturesOn"]));
    }

    [Fact]
    public async Task What_loans_carry_over_two_clearings_is_shown_with_its_postings_and_a_corrected_loan_is_not()
    {
        var administrator = await BeginAsync();
        Guid[] ids = [.. Enumerable.Range(0, 4).Select(static _ => Guid.CreateVersion7())];
        await PayAsync(administrator, "opening", "b", "3000", "opening", "2026-01-02");
        await PayAsync(administrator, "b", "h-fin", "1000", "loan", "2026-03-20", ids[0]);
        await PayAsync(administrator, "h-fin", "b-fin", "800", "loan", "2026-04-05", ids[1]);
        await PayAsync(administrator, "b", "h-fin", "1000", "loan", "2026-06-25", ids[2]);
        Assert.Empty(await RolledOverAsync(administrator));
        await PayAsync(administrator, "h-fin", "b-fin", "900", "loan", "2026-07-05", ids[3]);

        var run = Assert.Single(await RolledOverAsync(administrator))!;
        Assert.Equal(("b", "h"), ((string?)run["lender"], (string?)run["borrower"]));
        Assert.Equal(["2026-03-31", "2026-06-30"], run["periods"]!.AsArray().Select(static period => (string?)period!["clearedOn"]));
        Assert.Equal(
            ["1000.00", "800.00", "1000.00", "900.00"],
            run["periods"]!.AsArray().SelectMany(static period => new[] { Amount(period!, "lent"), Amount(period!, "returned") }));
        Assert.Equal(
            ids, run["periods"]!.AsArray().SelectMany(static period => period!["operations"]!.AsArray().Select(static id => (Guid)id!)));
        Assert.Empty(await RolledOverAsync(administrator, "?date=2026-07-04"));

        await administrator.MustAsync($"/v1/operations/{ids[3]}/correct", new { reason = "entered twice" });
        Assert.Empty(await RolledOverAsync(administrator));
    }

    [Fact]
    public async Task A_project_that_fails_is_refunded_sold_and_written_off_and_levies_cover_the_loss()
    {
        var administrator = await BeginAsync();
        await administrator.MustAsync($"{Book}/accounts", new { code = "mill", member = "b", kind = "project" });
        await administrator.MustAsync(
            $"{Book}/accounts/mill/project",
            new
            {
                firstMonth = "2026-01-01", endsOn = "2026-12-31", forecast = new[] { "600", "600" }, overdraft = "1000",
                pledge = "the land", underwriter = "the bank",
            });
        await PayAsync(administrator, "mill", "h", "700", "wages", "2026-01-10");
        await PayAsync(administrator, "mill", "h", "300", "wages", "2026-02-10");
        await PayAsync(administrator, "opening", "b", "3000", "opening", "2026-01-02");
        await PayAsync(administrator, "opening", "levy", "200", "opening", "2026-01-02");
        await PayAsync(administrator, "b", "mill", "600", "underwriting", "2026-03-01");
        await PayAsync(administrator, "b", "mill", "150", "pledge", "2026-03-02");
        var failure = Caller.WithId(
            new { refunded = "600", proceeds = "150", reason = "the builder is insolvent", businessDate = "2026-03-03" },
            Guid.CreateVersion7());

        Assert.Equal("recoveryDiffers", await FailedAsync(new { refunded = "600", reason = "insolvent" }));
        Assert.Equal("fieldMissing", await FailedAsync(new { refunded = "600", proceeds = "150", reason = "" }));
        Assert.Equal("amountTooPrecise", await FailedAsync(new { refunded = "6.001", reason = "insolvent" }));
        var ended = await administrator.PostAsync($"{Book}/accounts/mill/project/failure", failure);
        Assert.True(ended.Status == 201, ended.ToString());
        Assert.Equal(200, (await administrator.PostAsync($"{Book}/accounts/mill/project/failure", failure)).Status);
        Assert.Equal("projectEnded", await FailedAsync(new { refunded = "600", proceeds = "150", reason = "again" }));
        Assert.Equal("projectEnded", await RefusedAsync(administrator, "b", "mill", "1", "project-share"));

        var seen = (await administrator.GetAsync($"{Book}/accounts/mill/project")).Json;
        Assert.Equal(
            ("2026-03-03", "600.00", "150.00", "250.00"),
            ((string?)seen["failure"]!["endedOn"], Amount(seen["failure"]!, "refunded"), Amount(seen["failure"]!, "proceeds"),
                Amount(seen["failure"]!, "loss")));
        Assert.Equal(
            ["2026-01-01 600.00 700.00", "2026-02-01 1200.00 1000.00"],
            seen["months"]!.AsArray().Select(static month =>
                $"{(string?)month!["month"]} {Amount(month, "forecastSoFar")} {Amount(month, "spentSoFar")}"));
        Assert.Equal(("0.00", "-250.00"), (await BalanceAsync(administrator, "mill"), await BalanceAsync(administrator, "loss")));

        Assert.Equal("lossExceeded", await CoveredAsync("251"));
        Assert.Equal("availableExceeded", await CoveredAsync("201"));
        Assert.Null(await CoveredAsync("200"));
        Assert.Equal(("0.00", "-50.00"), (await BalanceAsync(administrator, "levy"), await BalanceAsync(administrator, "loss")));

        async Task<string?> FailedAsync(object body) => (await administrator.PostAsync(
            $"{Book}/accounts/mill/project/failure", Caller.WithId(body, Guid.CreateVersion7()))).Code;

        async Task<string?> CoveredAsync(string amount)
        {
            var said = await administrator.PostAsync($"{Book}/loss/cover", Caller.WithId(
                new { amount, currency = "KOM", decision = "general meeting", decidedOn = "2026-03-20" }, Guid.CreateVersion7()));
            return said.Status == 201 ? null : said.Code;
        }
    }

    private static async Task<JsonArray> RolledOverAsync(Caller caller, string query = "") =>
        (await caller.GetAsync($"{Book}/rolled-over{query}")).Json["items"]!.AsArray();

    private static async Task<string?> AvailableAsync(Caller caller, string account) =>
        (string?)(await caller.GetAsync($"{Book}/accounts/{account}/maturities?date=2026-02-02")).Json["available"]!["amount"];

    private static async Task PayAsync(
        Caller caller, string payer, string payee, string amount, string purpose, string businessDate, Guid? id = null)
    {
        var body = Caller.WithId(
            new { payer, payee, amount, currency = "KOM", purpose, businessDate }, id ?? Guid.CreateVersion7());
        var said = await caller.PostAsync($"{Book}/transfers", body);
        Assert.True(said.Status == 201, said.ToString());
    }

    private static async Task<string?> RefusedAsync(Caller caller, string payer, string payee, string amount, string purpose)
    {
        var body = Caller.WithId(
            new { payer, payee, amount, currency = "KOM", purpose, businessDate = "2026-02-01" }, Guid.CreateVersion7());
        return (await caller.PostAsync($"{Book}/transfers", body)).Code;
    }

    private async Task<Caller> BeginAsync()
    {
        const string community = "kamen";
        var coordinator = _town["coordinator@suro"];
        await coordinator.MustAsync("/v1/regions/suro/communities", new { code = community, name = community });
        await coordinator.MustAsync(
            $"/v1/communities/{community}/ledgers",
            new { code = $"{community}-book", currency = "KOM", scale = 2, scheme = "komoko", isTrading = true });
        var administrator = await _town.IssueAsync(coordinator, "administrator", community, new { community });
        foreach (var (member, holder) in (IEnumerable<(string, string)>)[("b", "business"), ("h", "household")])
        {
            await administrator.MustAsync($"/v1/communities/{community}/members", new { code = member, name = member });
            await administrator.MustAsync(
                $"{Book}/accounts", new { code = member, member, kind = "real", floor = member == "b" ? "-5000" : "0" });
            await administrator.MustAsync(
                $"{Book}/accounts", new { code = $"{member}-fin", member, kind = "financial", floor = "0" });
            var entered = await administrator.SendAsync(
                HttpMethod.Put,
                $"{Book}/holders/{member}",
                Caller.WithId(
                    new { @class = holder, firstClearing = "2026-03-31", validFrom = "2026-01-01" }, Guid.CreateVersion7())
                    .ToJsonString());
            Assert.True(entered.Status == 201, entered.ToString());
        }

        return administrator;
    }
}
