using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>
/// A savings pool over HTTP: 001's members in a trading ledger of their own, cash, loans, and trades with a mutual-credit
/// community.
/// </summary>
public sealed class PoolTests : IAsyncLifetime
{
    private readonly PoolTown _pool = new();

    private Town Town => _pool.Town;

    private Caller Clerk => _pool.Clerk;

    public ValueTask InitializeAsync() => _pool.InitializeAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Jennifer_gets_her_300_once_the_pool_has_agreed_to_a_loan_of_100()
    {
        await DepositAsync("jennifer", "200");
        await DepositAsync("noel", "2000");
        var refused = await WithdrawAsync("jennifer", "300");
        Assert.Equal((422, "agreementNeeded"), (refused.Status, refused.Code));
        Assert.Equal(("200.00 KMK", "100.00 KMK"), ((string?)refused.Json["facts"]!["available"], (string?)refused.Json["facts"]!["needed"]));
        Assert.Equal("jennifer", ((string?)refused.Json["facts"]!["account"])!.Split('/')[^1]);

        var loan = await ProposeAsync("jennifer", "100", "50");
        Assert.Equal(("open", "4"), ((string?)loan.Json["status"], loan.Json["plan"]!["payments"]!.ToString()));
        var id = (string)loan.Json["id"]!;
        Assert.Equal("quorumMissing", (await SignAsync(id, "noel")).Code);
        Assert.Equal("borrowerExcluded", (await VoteAsync(id, "jennifer", "for")).Code);
        Assert.Equal(201, (await VoteAsync(id, "noel", "against")).Status);
        Assert.Equal(201, (await VoteAsync(id, "tamati", "for")).Status);
        Assert.Equal("proposalOpposed", (await SignAsync(id, "noel")).Code);
        Assert.Equal(201, (await VoteAsync(id, "noel", "for")).Status);
        Assert.Equal("open", (string?)(await SignAsync(id, "noel")).Json["status"]);
        var agreed = await SignAsync(id, "tamati");
        Assert.Equal(("agreed", 2), ((string?)agreed.Json["status"], agreed.Json["signatures"]!.AsArray().Count));

        Assert.Equal(201, (await WithdrawAsync("jennifer", "300", id)).Status);
        Assert.Equal("100.00", (string?)(await Clerk.GetAsync($"/v1/ledgers/pool-book/pool/agreements/{id}")).Json["drawn"]);
        Assert.Equal("agreementExceeded", (await WithdrawAsync("jennifer", "1", id)).Code);
        var loans = await Clerk.GetAsync("/v1/ledgers/pool-book/pool/agreements?account=jennifer");
        Assert.Equal(id, (string?)Assert.Single(loans.Json["items"]!.AsArray())!["id"]);
        Assert.Empty((await Clerk.GetAsync("/v1/ledgers/pool-book/pool/agreements?account=mark")).Json["items"]!.AsArray());

        // Two of four voted, two signed.
        Assert.Equal("proposalsCarried 1 0; proposal jennifer 100.00 done quorumMissing", await TryAsync("quorum", "1"));
        Assert.Equal("proposalsCarried 1 0; proposal jennifer 100.00 done signaturesMissing", await TryAsync("signatories", "3"));
        Assert.Equal("proposalsCarried 1 1", await TryAsync("votesAgainstMax", "1"));
    }

    private async Task<string> TryAsync(string parameter, string value)
    {
        var tried = await Clerk.PostAsync(
            "/v1/ledgers/pool-book/terms/trial",
            new { parameters = new Dictionary<string, string> { [parameter] = value } });
        Assert.True(tried.Status == 200, tried.ToString());
        return string.Join("; ", (string[])
        [
            .. tried.Json["figures"]!.AsArray().Where(static one => (string?)one!["name"] == "proposalsCarried")
                .Select(static one => $"{one!["name"]} {one["before"]} {one["after"]}"),
            .. tried.Json["cases"]!.AsArray().Select(static one =>
                $"{one!["what"]} {one["account"]} {one["amount"]} {one["before"]} {one["after"]}"),
        ]);
    }

    [Fact]
    public async Task The_plan_of_a_loan_of_2000_at_200_a_month_is_the_worked_one()
    {
        var plan = (await ProposeAsync("mark", "2000", "200")).Json["plan"]!;
        Assert.Equal(("20", "10", "-11000.00", "2000.00"),
            ($"{plan["payments"]}", $"{plan["repayments"]}", (string?)plan["lowestPoints"], (string?)plan["savings"]));
        Assert.Equal(("20", "0.00"), ($"{plan["months"]![20]!["number"]}", (string?)plan["months"]![20]!["points"]));
        Assert.Equal("-2000.00", (string?)plan["months"]![0]!["points"]);
        var byTerm = await Clerk.PostAsync("/v1/ledgers/pool-book/pool/agreements", Caller.WithId(new { account = "mark", amount = "1000", termMonths = 3 }, Guid.CreateVersion7()));
        Assert.Equal(("333.34", "3"), ((string?)byTerm.Json["repayment"], $"{byTerm.Json["termMonths"]}"));
    }

    [Fact]
    public async Task Noels_savings_stay_while_her_points_are_negative()
    {
        await DepositAsync("noel", "2000");
        await Clerk.MustAsync("/v1/ledgers/pool-book/pool/points", new { points = new[] { new { account = "noel", points = "-1500" } } });
        Assert.Equal("savingsLocked", (await WithdrawAsync("noel", "2000")).Code);
        Assert.Equal("savingsLocked", (await TradeAsync("pool-book/noel", "ana-book/m1", "10")).Code);
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"));
        await Clerk.MustAsync("/v1/ledgers/pool-book/terms", new
        {
            validFrom = $"{today:yyyy-MM-dd}",
            parameters = new Dictionary<string, string> { ["lockSavingsWhilePointsNegative"] = "false" },
        });
        Assert.Equal(201, (await WithdrawAsync("noel", "2000")).Status);
        Assert.Equal(
            "proposalsCarried 0 0; withdrawal noel 2000.00 done savingsLocked",
            await TryAsync("lockSavingsWhilePointsNegative", "true"));
    }

    [Fact]
    public async Task What_a_member_pays_through_the_region_is_a_withdrawal_and_its_cash_is_nobody_elses()
    {
        await DepositAsync("noel", "60");
        await DepositAsync("jennifer", "40");
        Assert.Equal("agreementNeeded", (await TradeAsync("pool-book/noel", "ana-book/m1", "60.01")).Code);
        Assert.Equal(201, (await TradeAsync("pool-book/noel", "ana-book/m1", "60")).Status);
        Assert.Equal(("0.00", "-40.00", "-60.00", "60.00"), (await BalanceAsync("noel"), await BalanceAsync("bank"), await BalanceAsync("settlement"), await BalanceAsync("region")));
        var loan = await AgreedAsync("mark", "100");
        Assert.Equal("cashLentOut", (await WithdrawAsync("mark", "40.01", loan)).Code);
        Assert.Equal("cashLentOut", (await TradeAsync("pool-book/mark", "ana-book/m1", "40.01")).Code);
        Assert.Equal(201, (await WithdrawAsync("mark", "40", loan)).Status);
        Assert.Equal("noSettlementCash", (await ReturnAsync()).Code);
    }

    [Fact]
    public async Task What_comes_in_through_the_region_shrinks_a_loan_first_and_is_no_cash_before_it_is_settled()
    {
        await DepositAsync("noel", "100");
        var loan = await AgreedAsync("mark", "30");
        Assert.Equal(201, (await WithdrawAsync("mark", "30", loan)).Status);
        Assert.Equal(201, (await TradeAsync("ana-book/m1", "pool-book/mark", "50")).Status);
        Assert.Equal(("20.00", "-70.00"), (await BalanceAsync("mark"), await BalanceAsync("bank")));
        Assert.Equal("cashLentOut", (await WithdrawAsync("noel", "70.01")).Code);
        Assert.Equal("floorExceeded", (await TradeAsync("ana-book/m1", "pool-book/mark", "50.01")).Code);
    }

    [Fact]
    public async Task A_member_speaks_for_itself_only_and_the_clerk_for_those_who_are_present()
    {
        var loan = (string)(await ProposeAsync("mark", "100", "10")).Json["id"]!;
        var vote = new { member = "noel", choice = "for" };
        var path = $"/v1/ledgers/pool-book/pool/agreements/{loan}/votes";
        Assert.Equal(403, (await Town["member@pool/tamati"].PostAsync(path, Caller.WithId(vote, Guid.CreateVersion7()))).Status);
        Assert.Equal(403, (await Town["teller@ana"].PostAsync(path, Caller.WithId(vote, Guid.CreateVersion7()))).Status);
        Assert.Equal(201, (await Town["member@pool/noel"].PostAsync(path, Caller.WithId(vote, Guid.CreateVersion7()))).Status);
        Assert.Equal(201, (await Clerk.PostAsync(path, Caller.WithId(new { member = "tamati", choice = "for" }, Guid.CreateVersion7()))).Status);
        Assert.Equal(200, (await Town["member@pool/tamati"].GetAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}")).Status);
        Assert.Equal(403, (await Town["member@ana"].GetAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}")).Status);
        Assert.Equal(403, (await Town["member@pool/noel"].PostAsync("/v1/ledgers/pool-book/pool/deposits", Caller.WithId(Cash("noel", "5"), Guid.CreateVersion7()))).Status);
        Assert.Equal(403, (await Town["member@pool/noel"].PostAsync("/v1/ledgers/pool-book/pool/withdrawals", Caller.WithId(Cash("mark", "5"), Guid.CreateVersion7()))).Status);
        Assert.Equal(403, (await Town["member@pool/noel"].PostAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}/withdraw", Caller.WithId(new { }, Guid.CreateVersion7()))).Status);
        Assert.Equal(403, (await Town["member@pool/mark"].PostAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}/reject", Caller.WithId(new { }, Guid.CreateVersion7()))).Status);
        var given = await Town["member@pool/mark"].PostAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}/withdraw", Caller.WithId(new { }, Guid.CreateVersion7()));
        Assert.Equal("withdrawn", (string?)given.Json["status"]);
    }

    private static object Cash(string account, string amount) => new { account, amount, currency = "KMK" };

    private async Task DepositAsync(string account, string amount) =>
        await Clerk.MustAsync("/v1/ledgers/pool-book/pool/deposits", Cash(account, amount));

    private Task<Said> WithdrawAsync(string account, string amount, string? agreement = null) => Clerk.PostAsync(
        "/v1/ledgers/pool-book/pool/withdrawals",
        Caller.WithId(
            agreement is null ? Cash(account, amount) : new { account, amount, currency = "KMK", agreement }, Guid.CreateVersion7()));

    private Task<Said> ProposeAsync(string account, string amount, string repayment) => Clerk.PostAsync(
        "/v1/ledgers/pool-book/pool/agreements", Caller.WithId(new { account, amount, repayment }, Guid.CreateVersion7()));

    private Task<Said> VoteAsync(string loan, string member, string choice) => Clerk.PostAsync(
        $"/v1/ledgers/pool-book/pool/agreements/{loan}/votes", Caller.WithId(new { member, choice }, Guid.CreateVersion7()));

    private Task<Said> SignAsync(string loan, string member) => Clerk.PostAsync(
        $"/v1/ledgers/pool-book/pool/agreements/{loan}/signatures", Caller.WithId(new { member }, Guid.CreateVersion7()));

    private Task<Said> ReturnAsync() => Clerk.PostAsync(
        "/v1/ledgers/pool-book/pool/settlement-cash", Caller.WithId(new { }, Guid.CreateVersion7()));

    private Task<Said> TradeAsync(string payer, string payee, string amount) =>
        (payer.StartsWith("pool", StringComparison.Ordinal) ? Clerk : Town["teller@ana"]).PostAsync(
            "/v1/trades", Caller.WithId(new { payer, payee, amount, currency = "KMK" }, Guid.CreateVersion7()));

    private async Task<string> AgreedAsync(string borrower, string amount)
    {
        var loan = (string)(await ProposeAsync(borrower, amount, amount)).Json["id"]!;
        foreach (var member in (string[])["jennifer", "noel"])
        {
            await VoteAsync(loan, member, "for");
        }

        foreach (var member in (string[])["jennifer", "noel"])
        {
            Assert.Equal(201, (await SignAsync(loan, member)).Status);
        }

        return loan;
    }

    private async Task<string?> BalanceAsync(string account) =>
        (string?)(await Clerk.GetAsync($"/v1/ledgers/pool-book/accounts/{account}")).Json["balance"]!["amount"];
}
