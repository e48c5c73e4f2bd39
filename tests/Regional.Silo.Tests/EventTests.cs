using System.Text.Json.Nodes;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>The journal as a stream: each commit once, resumable, and only what the listener may see.</summary>
public sealed class EventTests(Town town) : IClassFixture<Town>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_listener_hears_of_a_payment_and_resumes_after_it()
    {
        using var first = await ListenAsync("operator@suro", "", null);
        var paid = await PayAsync("0.01");
        var (cursor, heard) = await NextAsync(first);
        var second = await PayAsync("0.02");
        var third = await PayAsync("0.03");

        using var resumed = await ListenAsync("operator@suro", "", cursor);
        var (_, next) = await NextAsync(resumed);
        var (_, last) = await NextAsync(resumed);

        Assert.Equal(paid, OperationOf(heard));
        Assert.Equal((second, third), (OperationOf(next), OperationOf(last)));
        Assert.Equal("ana-book", (string?)heard["transfers"]![0]!["ledger"]);
    }

    [Fact]
    public async Task A_listener_cut_off_before_the_first_commit_misses_none()
    {
        string? begin = null;
        using (var first = await ListenAsync("operator@suro", "", null))
        {
            while (begin is null && await first.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                begin = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : null;
            }
        }

        var paid = await PayAsync("0.06");
        using var resumed = await ListenAsync("operator@suro", "", begin);

        Assert.Equal(paid, OperationOf((await NextAsync(resumed)).Commit));
    }

    [Fact]
    public async Task A_coordinator_hears_of_the_regions_ledger_only()
    {
        using var listener = await ListenAsync("coordinator@suro", "", null);
        await PayAsync("0.04");
        await town["member@ana"].MustAsync(
            "/v1/trades", new { payer = "ana-book/m1", payee = "beo-book/m1", amount = "0.05", currency = "KMK" });

        var (_, heard) = await NextAsync(listener);

        var transfer = Assert.Single(heard["transfers"]!.AsArray())!;
        Assert.Equal(("suro", "ana", "beo"),
            ((string?)transfer["ledger"], (string?)transfer["payer"], (string?)transfer["payee"]));
    }

    [Theory]
    [InlineData("trustee@ana", "?ledger=ana-book", 200)]
    [InlineData("coordinator@suro", "?ledger=suro", 200)]
    [InlineData("coordinator@suro", "?ledger=ana-book", 403)]
    [InlineData("trustee@beo", "?ledger=ana-book", 403)]
    [InlineData("trustee@ana", "", 403)]
    [InlineData("member@ana", "?ledger=ana-book", 403)]
    [InlineData("operator@other", "", 403)]
    [InlineData("operator@suro", "?ledger=other", 404)]
    public async Task Who_may_not_read_a_ledger_does_not_follow_it(string who, string filter, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/regions/suro/events{filter}");
        using var response = await town[who].Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_refused()
    {
        var said = await town["operator@suro"].SendAsync(
            HttpMethod.Get, "/v1/regions/suro/events", null, ("Last-Event-ID", "yesterday"));

        Assert.Equal((400, "fieldMalformed"), (said.Status, said.Code));
    }

    private async Task<string> PayAsync(string amount) => (string)(await town["member@ana"].MustAsync(
        "/v1/ledgers/ana-book/transfers", new { payer = "m1", payee = "m2", amount, currency = "KMK" })).Json["id"]!;

    private async Task<StreamReader> ListenAsync(string who, string filter, string? cursor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/regions/suro/events{filter}");
        if (cursor is not null)
        {
            request.Headers.Add("Last-Event-ID", cursor);
        }

        var response = await town[who].Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<(string Cursor, JsonNode Commit)> NextAsync(StreamReader stream)
    {
        var (name, id) = ("", "");
        using var patience = new CancellationTokenSource(Patience);
        while (await stream.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && name == "commit")
            {
                return (id, JsonNode.Parse(line[6..])!);
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static string OperationOf(JsonNode commit) => (string)commit["transfers"]![0]!["operation"]!;
}
