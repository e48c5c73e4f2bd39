using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Every way to write a command wrong, and the refusal that names it. One row each.</summary>
public sealed class BadInputTests(Town town) : IClassFixture<Town>
{
    private const string Transfers = "/v1/ledgers/ana-book/transfers";
    private const string Good = "\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"1.00\",\"currency\":\"KMK\"";

    public static TheoryData<string, string, int, string, string> Bodies => new()
    {
        { Transfers, "", 400, "bodyMalformed", "" },
        { Transfers, "{", 400, "bodyMalformed", "" },
        { Transfers, "[]", 400, "bodyMalformed", "" },
        { Transfers, "null", 400, "bodyMalformed", "" },
        { Transfers, "{\"id\":\"$id\"," + Good + "} x", 400, "bodyMalformed", "" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"colour\":\"red\"}", 400, "bodyMalformed", "colour: no such member" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"amount\":\"2.00\"}", 400, "bodyMalformed", "twice" },
        { Transfers, "{\"id\":\"$id\",\"Payer\":\"m1\"," + Good + "}", 400, "bodyMalformed", "Payer" },
        { Transfers, "{" + Good + "}", 400, "idMissing", "" },
        { Transfers, "{\"id\":\"00000000-0000-0000-0000-000000000000\"," + Good + "}", 400, "idMissing", "" },
        { Transfers, "{\"id\":\"abc\"," + Good + "}", 400, "idMalformed", "abc" },
        { Transfers, "{\"id\":7," + Good + "}", 400, "idMalformed", "7" },
        { Transfers, "{\"id\":\"$id\",\"payee\":\"m2\",\"amount\":\"1\",\"currency\":\"KMK\"}", 400, "fieldMissing", "payer" },
        { Transfers, "{\"id\":\"$id\",\"payer\":null,\"payee\":\"m2\",\"amount\":\"1\",\"currency\":\"KMK\"}", 400, "fieldMissing", "payer" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"currency\":\"KMK\"}", 400, "fieldMissing", "amount" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"1\"}", 400, "fieldMissing", "currency" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":1,\"currency\":\"KMK\"}", 400, "amountMalformed", "1" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"1,00\",\"currency\":\"KMK\"}", 400, "amountMalformed", "1,00" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"1e3\",\"currency\":\"KMK\"}", 400, "amountMalformed", "1e3" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"-1\",\"currency\":\"KMK\"}", 400, "amountNegative", "-1" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"-0\",\"currency\":\"KMK\"}", 400, "amountNegative", "-0" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"0.00\",\"currency\":\"KMK\"}", 400, "amountZero", "" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"1.005\",\"currency\":\"KMK\"}", 400, "amountTooPrecise", "1.005" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"92233720368547758.08\",\"currency\":\"KMK\"}", 400, "amountTooLarge", "92233720368547758.08" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"1\",\"currency\":\"kmk\"}", 400, "currencyInvalid", "kmk" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"1\",\"currency\":\"IDR\"}", 422, "currencyMismatch", "KMK" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m1\",\"amount\":\"1\",\"currency\":\"KMK\"}", 400, "sameAccount", "" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m9\",\"amount\":\"1\",\"currency\":\"KMK\"}", 404, "notFound", "ana-book/m9" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"businessDate\":\"2026-02-30\"}", 400, "dateMalformed", "2026-02-30" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"documentDate\":\"1.2.2026\"}", 400, "dateMalformed", "1.2.2026" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"pending\":\"yes\"}", 400, "fieldMalformed", "pending" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"expirySeconds\":60}", 400, "fieldMalformed", "expirySeconds" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"pending\":true,\"expirySeconds\":0}", 400, "expiryOutOfRange", "0" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"pending\":true,\"expirySeconds\":9223372036854775807}", 400, "expiryOutOfRange", "" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"pending\":true,\"expirySeconds\":34560001}", 400, "expiryOutOfRange", "" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"reference\":\"a\\u0000b\"}", 400, "fieldMalformed", "reference" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"reference\":\"$long\"}", 400, "textTooLong", "reference" },
        { Transfers, "{\"id\":\"$id\"," + Good + ",\"purpose\":\"gambling\"}", 422, "purposeNotAllowed", "gambling" },
        { Transfers, "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"m2\",\"amount\":\"100.01\",\"currency\":\"KMK\"}", 422, "floorExceeded", "ana-book/m1" },
        { "/v1/ledgers/none/transfers", "{\"id\":\"$id\"," + Good + "}", 404, "notFound", "none" },
        { "/v1/ledgers/ana-book/postings", "{\"id\":\"$id\",\"legs\":[]}", 400, "postingEmpty", "" },
        { "/v1/ledgers/ana-book/postings", "{\"id\":\"$id\",\"legs\":[null]}", 400, "fieldMissing", "legs[0]" },
        { "/v1/trades", "{\"id\":\"$id\",\"payer\":\"m1\",\"payee\":\"beo-book/m1\",\"amount\":\"1\",\"currency\":\"KMK\"}", 400, "fieldMalformed", "payer" },
        { "/v1/trades", "{\"id\":\"$id\",\"payer\":\"ana-book/m1\",\"payee\":\"ana-book/m2\",\"amount\":\"1\",\"currency\":\"KMK\"}", 400, "sameLedger", "ana-book" },
        { "/v1/trades", "{\"id\":\"$id\",\"payer\":\"ana-book/m1\",\"payee\":\"beo-book/m1\",\"amount\":\"1\",\"currency\":\"KMK\",\"payerAmountMax\":\"0.99\"}", 422, "payerAmountExceeded", "" },
        { "/v1/communities/ana/members", "{\"id\":\"$id\",\"code\":\"Big\",\"name\":\"x\"}", 400, "codeMalformed", "Big" },
        { "/v1/communities/ana/members", "{\"id\":\"$id\",\"code\":\"m1\",\"name\":\"x\"}", 422, "codeTaken", "m1" },
        { "/v1/ledgers/ana-book/accounts", "{\"id\":\"$id\",\"code\":\"m3\",\"member\":\"m1\",\"floor\":\"1\",\"ceiling\":\"0\"}", 400, "limitsCrossed", "" },
        { "/v1/ledgers/ana-book/accounts", "{\"id\":\"$id\",\"code\":\"m3\",\"member\":\"m7\"}", 404, "notFound", "m7" },
        { "/v1/ledgers/ana-book/accounts", "{\"id\":\"$id\",\"code\":\"m3\",\"member\":\"m1\",\"kind\":\"gold\"}", 400, "fieldMalformed", "gold" },
        { "/v1/communities/ana/ledgers", "{\"id\":\"$id\",\"code\":\"l2\",\"currency\":\"KMK\",\"scale\":9}", 400, "currencyInvalid", "9" },
        { "/v1/communities/ana/ledgers", "{\"id\":\"$id\",\"code\":\"l2\",\"currency\":\"KMK\",\"scale\":\"2\"}", 400, "fieldMalformed", "scale" },
    };

    public static TheoryData<string, string, int, string, string> CoordinatorBodies => new()
    {
        { "/v1/ledgers/ana-book/rates", "{\"id\":\"$id\",\"kind\":\"real\",\"side\":\"buy\",\"rate\":\"0\",\"validFrom\":\"2099-01-01\"}", 400, "rateMalformed", "0" },
        { "/v1/ledgers/ana-book/rates", "{\"id\":\"$id\",\"kind\":\"real\",\"side\":\"buy\",\"rate\":\"1/0\",\"validFrom\":\"2099-01-01\"}", 400, "rateMalformed", "1/0" },
        { "/v1/ledgers/ana-book/rates", "{\"id\":\"$id\",\"kind\":\"real\",\"side\":\"buy\",\"rate\":\"1\"}", 400, "fieldMissing", "validFrom" },
        { "/v1/ledgers/ana-book/rates", "{\"id\":\"$id\",\"kind\":\"real\",\"side\":\"buy\",\"rate\":\"1\",\"validFrom\":\"soon\"}", 400, "dateMalformed", "soon" },
        { "/v1/ledgers/ana-book/rates", "{\"id\":\"$id\",\"kind\":\"real\",\"side\":\"buy\",\"rate\":\"1\",\"validFrom\":\"2001-01-01\"}", 422, "effectiveInPast", "2001-01-01" },
        { "/v1/ledgers/ana-book/rates", "{\"id\":\"$id\",\"kind\":\"unreal\",\"side\":\"buy\",\"rate\":\"1\",\"validFrom\":\"2099-01-01\"}", 400, "fieldMalformed", "unreal" },
        { "/v1/regions/suro/windows/cut", "{\"id\":\"$id\"}", 400, "fieldMissing", "reason" },
        { "/v1/tokens", "{\"id\":\"$id\",\"hash\":\"zz\",\"role\":\"operator\",\"actor\":\"a\",\"region\":\"suro\"}", 400, "fieldMalformed", "hash" },
        { "/v1/tokens", "{\"id\":\"$id\",\"hash\":\"$hash\",\"role\":\"operator\",\"actor\":\"coordinator:suro\",\"region\":\"suro\"}", 400, "fieldMalformed", "operator:" },
        { "/v1/tokens", "{\"id\":\"$id\",\"hash\":\"$hash\",\"role\":\"trustee\",\"actor\":\"trustee:anaconda\",\"community\":\"ana\"}", 400, "fieldMalformed", "trustee:ana" },
        { "/v1/tokens", "{\"id\":\"$id\",\"hash\":\"zz\",\"role\":\"king\",\"actor\":\"a\",\"region\":\"suro\"}", 400, "fieldMalformed", "king" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task An_administrators_mistake_is_named(string path, string body, int status, string code, string fact) =>
        CheckAsync("administrator@ana", path, body, status, code, fact);

    [Theory]
    [MemberData(nameof(CoordinatorBodies))]
    public Task A_coordinators_mistake_is_named(string path, string body, int status, string code, string fact) =>
        CheckAsync("coordinator@suro", path, body, status, code, fact);

    [Theory]
    [InlineData("/v1/ledgers/ana-book/accounts?limit=0", "fieldMalformed")]
    [InlineData("/v1/ledgers/ana-book/accounts?limit=1001", "fieldMalformed")]
    [InlineData("/v1/ledgers/ana-book/accounts?limit=ten", "fieldMalformed")]
    [InlineData("/v1/ledgers/ana-book/accounts/m1/statement?after=-1", "fieldMalformed")]
    [InlineData("/v1/ledgers/ana-book/accounts/m1/statement?order=random", "fieldMalformed")]
    [InlineData("/v1/communities/ana/summary?month=2026-13", "fieldMalformed")]
    [InlineData("/v1/operations/abc", "idMalformed")]
    [InlineData("/v1/operations/018f0000-0000-7000-8000-0000000000ff", "notFound")]
    [InlineData("/v1/trades/018f0000-0000-7000-8000-0000000000ff", "notFound")]
    [InlineData("/v1/nowhere", "notFound")]
    public async Task A_mistake_in_a_question_is_named(string path, string code)
    {
        var said = await town["administrator@ana"].GetAsync(path);

        Assert.Equal(code, said.Code);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var body = $$"""{"id":"{{Guid.CreateVersion7()}}",{{Good}},"reference":"{{new string('x', 1 << 20)}}"}""";

        var said = await town["administrator@ana"].SendAsync(HttpMethod.Post, Transfers, body);

        Assert.Equal((413, "bodyTooLarge"), (said.Status, said.Code));
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_a_problem_too()
    {
        var said = await town["administrator@ana"].SendAsync(HttpMethod.Patch, "/v1/regions", "{}");

        Assert.Equal((405, "application/problem+json"), (said.Status, said.ContentType));
    }

    private async Task CheckAsync(string who, string path, string body, int status, string code, string fact)
    {
        body = body.Replace("$id", $"{Guid.CreateVersion7()}", StringComparison.Ordinal)
            .Replace("$hash", new string('0', 64), StringComparison.Ordinal)
            .Replace("$long", new string('x', 141), StringComparison.Ordinal);

        var said = await town[who].SendAsync(HttpMethod.Post, path, body);

        Assert.True((said.Status, said.Code) == (status, code), said.ToString());
        Assert.Contains(fact, said.Json["facts"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEqual("", (string?)said.Json["advice"]);
    }
}
