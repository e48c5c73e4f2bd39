using System.Text.Json.Nodes;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Bad input to a savings pool's routes: each is refused for its reason, and nothing happens.</summary>
public sealed class PoolInputTests(PoolTown pool) : IClassFixture<PoolTown>
{
    /// <summary>What is sent, what is said.</summary>
    public static TheoryData<string, string, int, string> Malformed => new()
    {
        { "deposits", """{"account":"mark","amount":"-1","currency":"KMK"}""", 400, "amountNegative" },
        { "deposits", """{"account":"mark","amount":"0","currency":"KMK"}""", 400, "amountZero" },
        { "deposits", """{"account":"mark","amount":"1.001","currency":"KMK"}""", 400, "amountTooPrecise" },
        { "deposits", """{"account":"mark","amount":"1","currency":"IDR"}""", 422, "currencyMismatch" },
        { "deposits", """{"account":"nobody","amount":"1","currency":"KMK"}""", 404, "notFound" },
        { "deposits", """{"account":"bank","amount":"1","currency":"KMK"}""", 422, "accountNotPayable" },
        { "deposits", """{"account":"mark","amount":"1","currency":"KMK","agrement":"x"}""", 400, "bodyMalformed" },
        { "withdrawals", """{"account":"mark","amount":"ten","currency":"KMK"}""", 400, "amountMalformed" },
        { "withdrawals", """{"account":"mark","amount":"99999999999999999999","currency":"KMK"}""", 400, "amountTooLarge" },
        { "withdrawals", """{"account":"bank","amount":"1","currency":"KMK"}""", 422, "accountUnknown" },
        { "withdrawals", """{"account":"mark","amount":"1","currency":"KMK","agreement":"7"}""", 400, "fieldMalformed" },
        { "withdrawals", """{"account":"mark","amount":"1","currency":"KMK","agreement":"018f0000-0000-7000-8000-0000000000ff"}""", 422, "agreementUnknown" },
        { "agreements", """{"account":"mark","amount":"100"}""", 400, "fieldMissing" },
        { "agreements", """{"account":"mark","amount":"100","termMonths":0}""", 400, "fieldMalformed" },
        { "agreements", """{"account":"mark","amount":"100","termMonths":601}""", 400, "fieldMalformed" },
        { "agreements", """{"account":"mark","amount":"100","termMonths":9,"repayment":"11.11"}""", 400, "termTooShort" },
        { "agreements", """{"account":"mark","amount":"100","repayment":"0.01"}""", 400, "fieldMalformed" },
        { "agreements", """{"account":"mark","amount":"100","repayment":"0"}""", 400, "amountZero" },
        { "agreements", """{"account":"mark","amount":"100","repayment":"100","saving":"0"}""", 422, "planTooLong" },
        { "agreements", """{"account":"mark","amount":"100","repayment":"100","saving":"-1"}""", 400, "fieldMalformed" },
        { "agreements/018f0000-0000-7000-8000-0000000000ff/votes", """{"member":"mark","choice":"for"}""", 404, "notFound" },
        { "points", """{"points":[]}""", 400, "fieldMissing" },
        { "points", """{"points":[null]}""", 400, "fieldMissing" },
        { "points", """{"points":[{"account":"mark","points":"many"}]}""", 400, "amountMalformed" },
        { "points", """{"points":[{"account":"mark","points":"1"},{"account":"mark","points":"1"}]}""", 400, "fieldMalformed" },
        { "points", """{"points":[{"account":"bank","points":"1"}]}""", 422, "accountUnknown" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_makes_no_sense_is_refused_for_its_reason(string route, string json, int status, string code)
    {
        var body = JsonNode.Parse(json)!.AsObject();
        body["id"] = Guid.CreateVersion7();
        var said = await pool.Clerk.PostAsync($"/v1/ledgers/pool-book/pool/{route}", body);
        Assert.Equal((status, code), (said.Status, said.Code));
    }

    [Fact]
    public async Task A_ledger_of_another_scheme_has_no_pool()
    {
        var said = await pool.Town["administrator@ana"].PostAsync("/v1/ledgers/ana-book/pool/deposits", Caller.WithId(new { account = "m1", amount = "5", currency = "KMK" }, Guid.CreateVersion7()));
        Assert.Equal((400, "commandNotOfScheme"), (said.Status, said.Code));
        Assert.Equal("commandNotOfScheme", (await pool.Town["administrator@ana"].GetAsync("/v1/ledgers/ana-book/pool/agreements")).Code);
    }
}
