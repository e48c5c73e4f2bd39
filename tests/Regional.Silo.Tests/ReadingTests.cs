using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Pages, exports, reports, proofs: what people read.</summary>
public sealed class ReadingTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_statement_is_paged_by_entry_number_up_and_down()
    {
        for (var i = 0; i < 5; i++)
        {
            await town["member@ana"].MustAsync(
                "/v1/ledgers/ana-book/transfers", new { payer = "m1", payee = "m2", amount = "0.01", currency = "KMK" });
        }

        var path = "/v1/ledgers/ana-book/accounts/m1/statement";
        var up = (await town["member@ana"].GetAsync($"{path}?limit=2")).Json;
        var next = (await town["member@ana"].GetAsync($"{path}?limit=2&after={up["next"]}")).Json;
        var down = (await town["member@ana"].GetAsync($"{path}?order=newest&limit=1")).Json;
        var newest = (long)down["items"]![0]!["no"]!;
        var below = (await town["member@ana"].GetAsync($"{path}?order=newest&limit=1&before={down["next"]}")).Json;
        var beyond = (await town["member@ana"].GetAsync($"{path}?after=1000000")).Json;

        Assert.Equal([1L, 2L], up["items"]!.AsArray().Select(static entry => (long)entry!["no"]!));
        Assert.Equal([3L, 4L], next["items"]!.AsArray().Select(static entry => (long)entry!["no"]!));
        Assert.Equal(newest - 1, (long)below["items"]![0]!["no"]!);
        Assert.Empty(beyond["items"]!.AsArray());
        Assert.Null(beyond["next"]);
    }

    [Fact]
    public async Task A_list_is_paged_by_its_cursor_without_gap_or_repeat()
    {
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await town["administrator@ana"].GetAsync($"/v1/ledgers/ana-book/accounts?limit=3&after={after}")).Json;
            seen.AddRange(page["items"]!.AsArray().Select(static account => (string)account!["code"]!));
            after = (string?)page["next"];
        }
        while (after is not null);

        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        Assert.Contains("m1", seen);
    }

    [Fact]
    public async Task An_export_holds_what_the_import_reads()
    {
        await town["administrator@beo"].MustAsync(
            "/v1/ledgers/beo-book/transfers",
            new { payer = "opening", payee = "m2", amount = "7.00", currency = "KMK", purpose = "opening" });
        var paid = await town["member@beo"].MustAsync(
            "/v1/ledgers/beo-book/transfers",
            new { payer = "m1", payee = "m2", amount = "1.50", currency = "KMK", reference = "a, \"b\"" });
        var trade = await town["member@beo"].MustAsync(
            "/v1/trades", new { payer = "beo-book/m1", payee = "ana-book/m2", amount = "2.00", currency = "KMK" });

        var accounts = await town["trustee@beo"].GetAsync("/v1/ledgers/beo-book/export/accounts.csv");
        var transfers = await town["trustee@beo"].GetAsync("/v1/ledgers/beo-book/export/transfers.csv");

        Assert.Equal("text/csv", accounts.ContentType);
        Assert.StartsWith("account,member,name,kind,floor,ceiling,opening_balance\r\n", accounts.Body, StringComparison.Ordinal);
        Assert.Contains("m2,m2,Member m2,general,-100.00,100.00,7.00\r\n", accounts.Body, StringComparison.Ordinal);
        Assert.Contains("m1,m1,Member m1,general,-100.00,100.00,\r\n", accounts.Body, StringComparison.Ordinal);
        Assert.Contains($"{paid.Json["id"]},", transfers.Body, StringComparison.Ordinal);
        Assert.Contains("m1,m2,1.50,KMK,goods,\"a, \"\"b\"\"\",,,\r\n", transfers.Body, StringComparison.Ordinal);
        Assert.Contains("m1,ana-book/m2,2.00,KMK,goods", transfers.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("opening", transfers.Body, StringComparison.Ordinal);
        Assert.NotNull(trade.Json["id"]);
    }

    [Fact]
    public async Task The_books_are_proved_and_verified()
    {
        var proof = await town["operator@suro"].GetAsync("/v1/regions/suro/proof");
        var verified = await town["operator@suro"].GetAsync("/v1/verify");

        Assert.True((bool)proof.Json["holds"]!);
        Assert.Equal("application/x-ndjson", verified.ContentType);
        var last = verified.Body.TrimEnd().Split('\n')[^1];
        Assert.Contains("\"line\":\"result\"", last, StringComparison.Ordinal);
        Assert.Contains("\"differences\":0", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_lists_its_own_accounts_and_a_summary_names_no_member()
    {
        var own = (await town["member@ana"].GetAsync("/v1/ledgers/ana-book/accounts")).Json["items"]!.AsArray();
        var summary = await town["advisoryBoard@ana"].GetAsync($"/v1/communities/ana/summary?month={DateTime.UtcNow:yyyy-MM}");

        Assert.Equal(["m1"], own.Select(static account => (string)account!["code"]!));
        Assert.DoesNotContain("m1", summary.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_covers_every_endpoint()
    {
        var said = await town.Nobody.GetAsync("/openapi/v1.json");

        var paths = said.Json["paths"]!.AsObject();
        Assert.True(paths.Count > 50, $"{paths.Count} paths");
        foreach (var (path, methods) in paths)
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                Assert.False(string.IsNullOrWhiteSpace((string?)operation!["summary"]), $"{method} {path}");
            }
        }

        Assert.NotNull(paths["/v1/ledgers/{ledger}/transfers"]!["post"]!["requestBody"]);
        Assert.NotNull(said.Json["components"]!["securitySchemes"]!["bearer"]);
        Assert.NotNull(said.Json["components"]!["schemas"]!["TransferBody"]);
    }

    [Fact]
    public async Task The_catalogue_of_refusals_is_there_for_everybody()
    {
        var said = await town.Nobody.GetAsync("/v1/refusals");

        Assert.Contains("floorExceeded", said.Body, StringComparison.Ordinal);
    }
}
