using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Every endpoint against every role, over HTTP: who is let through, and everybody else gets 403.</summary>
public sealed class RouteAccessTests(Town town) : IClassFixture<Town>
{
    private static readonly string[] Everybody =
    [
        "member@ana", "teller@ana", "administrator@ana", "trustee@ana", "advisoryBoard@ana", "signatory@ana",
        "member@beo", "teller@beo", "administrator@beo", "trustee@beo", "advisoryBoard@beo", "signatory@beo",
        "coordinator@suro", "operator@suro", "bank@suro", "coordinator@other", "operator@other", "bank@other",
    ];

    private const string Id = "\"id\":\"018f0000-0000-7000-8000-000000000001\"";
    private const string Nobodys = "018f0000-0000-7000-8000-0000000000ff";

    // Bodies are such that the one let through is refused afterwards, or answered without doing anything.
    public static TheoryData<string, string, string?, string> Routes => new()
    {
        { "GET", "/v1/regions/suro", null, "*@ana *@beo *@suro" },
        { "GET", "/v1/regions/suro/communities", null, "*@ana *@beo *@suro" },
        { "GET", "/v1/communities/ana/ledgers", null, "*@ana *@beo *@suro" },
        { "GET", "/v1/ledgers/ana-book/rates", null, "*@ana *@beo *@suro" },
        { "GET", "/v1/ledgers/ana-book/terms", null, "*@ana *@beo *@suro" },
        { "GET", "/v1/ledgers/ana-book/parameters", null, "*@ana *@beo *@suro" },
        { "GET", "/v1/communities/ana/members", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts", null, "member@ana teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m1", null, "member@ana teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m2", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m2/statement", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m2/requests", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/rounding", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/pendings", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/export/accounts.csv", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/export/transfers.csv", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m1/maturities", null, "member@ana teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m2/maturities", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m2/lots", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/bids", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/rolled-over", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "POST", "/v1/ledgers/ana-book/month-end", "{}", "administrator@ana" },
        { "GET", "/v1/ledgers/ana-book/overdrafts", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "POST", "/v1/ledgers/ana-book/overdrafts", "{}", "administrator@ana" },
        { "PUT", "/v1/ledgers/ana-book/holders/m1", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/accounts/m1/project", "{" + Id + "}", "administrator@ana" },
        { "GET", "/v1/ledgers/ana-book/accounts/m2/project", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "POST", "/v1/ledgers/ana-book/accounts/m1/project/failure", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/loss/cover", "{" + Id + "}", "administrator@ana" },
        { "GET", "/v1/ledgers/suro/accounts/ana", null, "administrator@ana trustee@ana advisoryBoard@ana coordinator@suro operator@suro" },
        { "GET", "/v1/ledgers/suro/accounts", null, "coordinator@suro operator@suro" },
        { "GET", "/v1/communities/ana/summary?month=2026-01", null, "administrator@ana trustee@ana advisoryBoard@ana signatory@ana operator@suro" },
        { "GET", "/v1/regions/suro/positions", null, "coordinator@suro operator@suro" },
        { "GET", "/v1/regions/suro/proof", null, "coordinator@suro operator@suro" },
        { "GET", "/v1/regions/suro/windows", null, "administrator@ana trustee@ana administrator@beo trustee@beo *@suro" },
        { "GET", "/v1/regions/suro/windows/1/report", null, "*@suro" },
        { "GET", "/v1/regions/suro/windows/1/settlements", null, "*@suro" },
        { "GET", "/v1/regions/suro/trades", null, "teller@ana administrator@ana trustee@ana signatory@ana teller@beo administrator@beo trustee@beo signatory@beo coordinator@suro operator@suro" },
        { "GET", "/v1/ledgers/ana-book/periods", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/periods/calendar", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/periods/1", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/periods/1/accounts", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/periods/1/exceptions", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/periods/1/report.html", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/periods/1/report.csv", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/credit/switch", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/credit/limits", null, "administrator@ana trustee@ana advisoryBoard@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/credit/indicators", null, "administrator@ana trustee@ana advisoryBoard@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/credit/indicators.html", null, "administrator@ana trustee@ana advisoryBoard@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/credit/stagnant", null, "administrator@ana trustee@ana advisoryBoard@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/accounts/m1/limits", null, "member@ana teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "POST", "/v1/ledgers/ana-book/terms/trial", "{\"parameters\":{}}", "administrator@ana" },
        { "GET", "/v1/ledgers/ana-book/terms/trial/accounts.csv", null, "administrator@ana" },
        { "GET", "/v1/ledgers/ana-book/terms/trial/refused.csv", null, "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/credit/limits", "{" + Id + "}", "administrator@ana" },
        { "PUT", "/v1/ledgers/ana-book/accounts/m1/pay", "{" + Id + "}", "administrator@ana" },
        { "PUT", "/v1/ledgers/ana-book/credit/switch", "{" + Id + "}", "administrator@ana" },
        { "PUT", "/v1/ledgers/ana-book/periods/calendar", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/periods/1/end", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/periods/1/sign-off", "{" + Id + "}", "administrator@ana trustee@ana signatory@ana" },
        { "POST", "/v1/ledgers/ana-book/periods/1/publish", "{" + Id + "}", "administrator@ana trustee@ana signatory@ana" },
        { "POST", "/v1/regions", "{" + Id + "}", "" },
        { "POST", "/v1/regions/suro/communities", "{" + Id + "}", "coordinator@suro" },
        { "PUT", "/v1/regions/suro/calendar", "{" + Id + "}", "coordinator@suro" },
        { "PUT", "/v1/communities/ana/status", "{" + Id + "}", "coordinator@suro" },
        { "POST", "/v1/communities/ana/ledgers", "{" + Id + "}", "administrator@ana coordinator@suro" },
        { "POST", "/v1/communities/ana/members", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/accounts", "{" + Id + "}", "administrator@ana" },
        { "PUT", "/v1/ledgers/ana-book/accounts/m1/limits", "{" + Id + ",\"floor\":\"x\"}", "administrator@ana" },
        { "PUT", "/v1/ledgers/ana-book/accounts/m1/status", "{" + Id + "}", "administrator@ana" },
        { "PUT", "/v1/ledgers/suro/accounts/ana/limits", "{" + Id + ",\"floor\":\"x\"}", "coordinator@suro" },
        { "POST", "/v1/ledgers/ana-book/rates", "{" + Id + "}", "coordinator@suro" },
        { "POST", "/v1/ledgers/ana-book/terms", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/suro/terms", "{" + Id + "}", "coordinator@suro" },
        { "POST", "/v1/ledgers/ana-book/transfers", "{" + Id + ",\"payer\":\"m1\"}", "member@ana teller@ana administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/transfers", "{" + Id + ",\"payer\":\"m2\"}", "teller@ana administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/transfers", "{" + Id + ",\"payer\":\"m1\",\"forcedReason\":\"x\"}", "administrator@ana" },
        { "POST", "/v1/ledgers/suro/transfers", "{" + Id + ",\"payer\":\"ana\"}", "" },
        { "POST", "/v1/ledgers/ana-book/postings", "{" + Id + ",\"legs\":[{\"payer\":\"m2\"}]}", "teller@ana administrator@ana" },
        { "POST", "/v1/trades", "{" + Id + ",\"payer\":\"ana-book/m2\"}", "teller@ana administrator@ana" },
        { "POST", "/v1/trades/quote", "{\"payer\":\"ana-book/m2\"}", "teller@ana administrator@ana" },
        { "POST", "/v1/requests", "{" + Id + ",\"payee\":\"ana-book/m2\"}", "teller@ana administrator@ana" },
        { "POST", "/v1/regions/suro/windows/close", "{" + Id + "}", "coordinator@suro" },
        { "POST", "/v1/regions/suro/windows/cut", "{" + Id + "}", "coordinator@suro" },
        { "POST", "/v1/regions/suro/windows/99/final", "{" + Id + "}", "coordinator@suro" },
        { "POST", $"/v1/regions/suro/settlements/{Nobodys}/confirm", "{" + Id + "}", "coordinator@suro bank@suro" },
        { "POST", "/v1/ledgers/ana-book/coupons/series", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/series/ANA-A/notes", "{" + Id + "}", "administrator@ana" },
        { "GET", "/v1/ledgers/ana-book/coupons/series", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/coupons/series/ANA-A/notes/1", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "POST", "/v1/ledgers/ana-book/coupons/tills", "{" + Id + "}", "teller@ana administrator@ana" },
        { "POST", $"/v1/ledgers/ana-book/coupons/tills/{Nobodys}/close", "{" + Id + "}", "teller@ana administrator@ana" },
        { "GET", "/v1/ledgers/ana-book/coupons/tills", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", $"/v1/ledgers/ana-book/coupons/tills/{Nobodys}", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", $"/v1/ledgers/ana-book/coupons/tills/{Nobodys}/change?amount=1", null, "teller@ana administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/withdrawals", "{" + Id + ",\"account\":\"m1\"}", "teller@ana administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/deposits", "{" + Id + ",\"account\":\"m1\"}", "teller@ana administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/exchanges", "{" + Id + "}", "teller@ana administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/days/check", "{\"businessDate\":\"2026-01-05\",\"lines\":[]}", "teller@ana administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/conversions", "{" + Id + "}", "teller@ana administrator@ana" },
        { "POST", $"/v1/ledgers/ana-book/coupons/lines/{Nobodys}/correct", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/accounts/m1/cover", "{" + Id + "}", "trustee@ana" },
        { "PUT", "/v1/ledgers/ana-book/coupons/accounts/m1/pin", "{" + Id + "}", "member@ana administrator@ana" },
        { "PUT", "/v1/ledgers/ana-book/coupons/indicators/2026-01", "{" + Id + "}", "administrator@ana" },
        { "POST", "/v1/ledgers/ana-book/coupons/decisions", "{" + Id + "}", "administrator@ana" },
        { "GET", "/v1/ledgers/ana-book/coupons/reports/decisions", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/coupons/reports/baseline", null, "administrator@ana trustee@ana advisoryBoard@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/coupons/reports/transactions", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/coupons/reports/summary", null, "administrator@ana trustee@ana advisoryBoard@ana signatory@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/coupons/reports/balances", null, "*@ana operator@suro" },
        { "GET", "/v1/ledgers/ana-book/coupons/reports/accounts/m1", null, "member@ana teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "PUT", "/v1/communities/ana/members/m1/form", "{" + Id + "}", "administrator@ana" },
        { "GET", "/v1/communities/ana/members/m1/form", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/communities/ana/members/m1/survey", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "GET", "/v1/communities/ana/projects", null, "*@ana operator@suro" },
        { "GET", "/v1/communities/ana/members/m1/card", null, "teller@ana administrator@ana trustee@ana signatory@ana operator@suro" },
        { "POST", "/v1/communities/ana/notices", "{" + Id + ",\"member\":\"m1\"}", "member@ana teller@ana administrator@ana" },
        { "GET", "/v1/communities/ana/notices", null, "*@ana *@beo *@suro" },
        { "GET", "/v1/tokens", null, "administrator@ana administrator@beo coordinator@suro coordinator@other" },
        { "POST", "/v1/tokens", "{" + Id + ",\"role\":\"member\",\"community\":\"ana\",\"member\":\"m1\"}", "administrator@ana" },
        { "POST", "/v1/tokens", "{" + Id + ",\"role\":\"bank\",\"region\":\"suro\"}", "coordinator@suro" },
        { "POST", "/v1/tokens", "{" + Id + ",\"role\":\"coordinator\"}", "" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Only_the_roles_named_are_let_through(string method, string path, string? body, string allowed)
    {
        var wanted = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wrong = new List<string>();
        foreach (var who in Everybody)
        {
            var said = await town[who].SendAsync(new HttpMethod(method), path, body);
            var isWanted = wanted.Contains(who) || wanted.Contains($"*{who[who.IndexOf('@', StringComparison.Ordinal)..]}");
            if ((said.Status != 403) != isWanted)
            {
                wrong.Add($"{who}: {said}");
            }

            Assert.InRange(said.Status, 200, 499);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_member_does_not_learn_whether_another_account_exists()
    {
        var there = await town["member@ana"].GetAsync("/v1/ledgers/ana-book/accounts/m2");
        var notThere = await town["member@ana"].GetAsync("/v1/ledgers/ana-book/accounts/m3");

        Assert.Equal(there.ToString(), notThere.ToString());
    }

    [Theory]
    [InlineData(null, 401, "tokenMissing")]
    [InlineData("wrong", 401, "tokenUnknown")]
    public async Task Without_a_good_token_nothing_is_said(string? token, int status, string code)
    {
        var said = await new Caller(town.Address, token).GetAsync("/v1/regions");

        Assert.Equal((status, code), (said.Status, said.Code));
    }

    [Fact]
    public async Task A_revoked_token_is_no_longer_good_at_once()
    {
        var administrator = town["administrator@ana"];
        var fresh = await town.IssueAsync(administrator, "teller", "ana/second", new { community = "ana" });
        Assert.Equal(200, (await fresh.GetAsync("/v1/regions")).Status);
        var mine = (await administrator.GetAsync("/v1/tokens")).Json["items"]!.AsArray()
            .First(token => (string?)token!["actor"] == "teller:ana/second")!;

        var revoked = await administrator.SendAsync(
            HttpMethod.Delete, $"/v1/tokens/{mine["id"]}", $$"""{"id":"{{Guid.CreateVersion7()}}"}""");

        Assert.Equal(201, revoked.Status);
        Assert.Equal("tokenUnknown", (await fresh.GetAsync("/v1/regions")).Code);
    }
}
