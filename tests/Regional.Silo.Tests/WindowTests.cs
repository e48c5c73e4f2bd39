using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>A window from the cut to the final report.</summary>
public sealed class WindowTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_windows_report_comes_as_json_csv_and_a_page_and_ends_final()
    {
        var coordinator = town["coordinator@suro"];
        await town["member@ana"].MustAsync(
            "/v1/trades", new { payer = "ana-book/m1", payee = "beo-book/m1", amount = "5.00", currency = "KMK" });
        var cut = await coordinator.MustAsync("/v1/regions/suro/windows/cut", new { reason = "test" });
        var no = (int)cut.Json["windows"]![0]!;
        var path = $"/v1/regions/suro/windows/{no}";

        var json = await coordinator.GetAsync($"{path}/report");
        var csv = await coordinator.GetAsync($"{path}/report?format=csv");
        var page = await coordinator.GetAsync($"{path}/report?format=html");
        var other = await coordinator.GetAsync($"{path}/report?format=pdf");

        Assert.Equal("preliminary", (string?)json.Json["window"]!["reportStatus"]);
        Assert.Equal("-5.00", (string?)json.Json["lines"]![0]!["position"]!["amount"]);
        Assert.Contains("ana,0.00,5.00,0.00,-5.00", csv.Body, StringComparison.Ordinal);
        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("Recomputed from the journal", page.Body, StringComparison.Ordinal);
        Assert.Contains($"Settlement window {no}", page.Body, StringComparison.Ordinal);
        Assert.Equal("fieldMalformed", other.Code);

        var payments = (await town["bank@suro"].GetAsync($"{path}/settlements")).Json["items"]!.AsArray();
        foreach (var payment in payments.OrderBy(static payment => (string?)payment!["direction"], StringComparer.Ordinal))
        {
            await town["bank@suro"].MustAsync($"/v1/regions/suro/settlements/{payment!["id"]}/confirm", new { });
        }

        await coordinator.MustAsync($"{path}/final", new { });
        Assert.Equal("final", (string?)(await coordinator.GetAsync(path)).Json["reportStatus"]);
    }
}
