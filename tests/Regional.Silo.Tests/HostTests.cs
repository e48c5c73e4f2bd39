using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Regional.Domain.Refusals;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Overload;
using Regional.Silo.Tests.World;
using Regional.TestKit;

namespace Regional.Silo.Tests;

/// <summary>The host's life: settings, start without a database, one host per database, overload.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task Live_at_once_and_ready_when_the_database_answers()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var database = await TestDatabase.CreateOnAsync(server, isMigrated: false);
        await server.StopAsync();
        var settings = TestHost.SettingsFor(database.ConnectionString) with { Urls = $"http://127.0.0.1:{FreePort()}" };
        await using var app = RegionalHost.Build(settings);
        var start = app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(settings.Urls) };

        Assert.Equal(200, await UntilAsync(http, "/health/live", 200));
        Assert.Equal(503, await UntilAsync(http, "/health/ready", 503));
        Assert.False(start.IsCompleted);
        await server.RestartAsync();
        await start;
        Assert.Equal(200, await UntilAsync(http, "/health/ready", 200));
        await server.KillAsync();
        Assert.Equal(503, await UntilAsync(http, "/health/ready", 503));
        var faulted = await new Caller(new Uri(settings.Urls), "any").GetAsync("/v1/regions");
        Assert.Equal((503, "ledgerUnavailable", "1"), (faulted.Status, faulted.Code, faulted.RetryAfter));
        await server.RestartAsync();
        Assert.Equal(200, await UntilAsync(http, "/health/ready", 200));
        await app.StopAsync();
    }

    [Fact]
    public async Task A_token_that_causes_too_many_stored_refusals_waits()
    {
        await using var host = await TestHost.StartAsync(static settings => settings with { RefusalsPerMinuteMax = 2 });
        var root = host.As("root");
        object Region(string code) => new { code, name = "x", currency = "KMK", scale = 2, timeZone = "UTC" };
        await root.MustAsync("/v1/regions", Region("suro"));

        var malformed = await root.CommandAsync("/v1/regions", Region("SURO"));
        var first = await root.CommandAsync("/v1/regions", Region("suro"));
        var second = await root.CommandAsync("/v1/regions", Region("suro"));
        var third = await root.CommandAsync("/v1/regions", Region("suro"));
        var reading = await root.GetAsync("/v1/regions");

        Assert.Equal(("codeMalformed", "codeTaken", "codeTaken"), (malformed.Code, first.Code, second.Code));
        Assert.Equal((429, "refusalBudgetSpent"), (third.Status, third.Code));
        Assert.InRange(int.Parse(third.RetryAfter!), 1, 60);
        Assert.Equal(200, reading.Status);
    }

    [Fact]
    public async Task What_fits_neither_the_work_nor_the_queue_is_turned_away()
    {
        using var gate = new AdmissionGate(TestHost.SettingsFor("Host=none") with
        {
            RequestCountMax = 1,
            QueueCountMax = 1,
            StreamCountMax = 1,
        });
        var working = await gate.EnterAsync(new DefaultHttpContext());
        var waiting = gate.EnterAsync(new DefaultHttpContext());

        var refused = await Assert.ThrowsAsync<EdgeRefusal>(() => gate.EnterAsync(new DefaultHttpContext()).AsTask());
        Assert.Equal(RefusalReason.Overloaded, refused.Refusal.Reason);
        Assert.False(waiting.IsCompleted);
        using var stream = await gate.EnterAsync(Streaming());
        await Assert.ThrowsAsync<EdgeRefusal>(() => gate.EnterAsync(Streaming()).AsTask());
        working.Dispose();
        (await waiting).Dispose();
    }

    [Theory]
    [InlineData("REGIONAL_DB", "")]
    [InlineData("REGIONAL_OTLP", "nowhere")]
    [InlineData("REGIONAL_REQUESTS_MAX", "0")]
    [InlineData("REGIONAL_BODY_BYTES_MAX", "1MB")]
    public void A_setting_that_cannot_be_read_is_named(string name, string value)
    {
        var settings = new Dictionary<string, string?> { ["REGIONAL_DB"] = "Host=none", [name] = value };

        var refused = Assert.Throws<HostRefused>(
            () => HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.Equal(ExitCode.BadSettings, refused.ExitCode);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080;http://[::1]:5080", true)]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081", false)]
    [InlineData("http://*:5080", false)]
    public void It_knows_when_it_listens_beyond_this_machine(string urls, bool isLoopback) =>
        Assert.Equal(isLoopback, (TestHost.SettingsFor("Host=none") with { Urls = urls }).IsLoopback);

    private static DefaultHttpContext Streaming()
    {
        var http = new DefaultHttpContext();
        http.SetEndpoint(new RouteEndpoint(
            static _ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/"), 0,
            new EndpointMetadataCollection(new StreamingMark()), "stream"));
        return http;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<int> UntilAsync(HttpClient http, string path, int wanted)
    {
        var status = 0;
        for (var attempt = 0; attempt < 150 && status != wanted; attempt++)
        {
            try
            {
                using var response = await http.GetAsync(path);
                status = (int)response.StatusCode;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (status != wanted)
            {
                await Task.Delay(200);
            }
        }

        return status;
    }
}
