using System.Net;
using System.Net.Sockets;
using Npgsql;
using Regional.TestKit;
using Regional.TestKit.Processes;

namespace Regional.EndToEnd.Tests;

/// <summary>The life of the silo's process: what it says when it cannot work, and when it can again.</summary>
public sealed class HostTests
{
    /// <summary>ops/docs/running.md: something unforeseen.</summary>
    private const int Failed = 1;

    /// <summary>ops/docs/running.md: another process hosts the local runtime on this database.</summary>
    private const int DatabaseTaken = 3;

    [Fact]
    public async Task A_second_local_silo_on_the_same_database_exits_and_says_so()
    {
        Assert.SkipUnless(Programs.IsLocalRuntime, "Several silos share a database on the Orleans runtime.");
        await using var database = await Database.CreateAsync();
        await using var first = await Silo.StartAsync(database.ConnectionString);

        await using var second = Silo.Launch(database.ConnectionString);

        Assert.Equal(DatabaseTaken, await second.WaitForExitAsync());
        Assert.Contains("Another process hosts the local runtime on database", second.Log, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await first.StatusAsync("/health/ready"));
    }

    [Fact]
    public async Task A_silo_that_cannot_start_ends_with_1_and_says_why()
    {
        await using var database = await Database.CreateAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        await using var silo = Silo.Launch(database.ConnectionString, new Uri($"http://{taken.LocalEndpoint}"));

        Assert.Equal(Failed, await silo.WaitForExitAsync());
        Assert.Contains("address already in use", silo.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_killed_leaves_its_database_to_the_next_one()
    {
        await using var database = await Database.CreateAsync();
        await using var first = await Silo.StartAsync(database.ConnectionString);

        await first.KillAsync();

        await using var second = await Silo.StartAsync(database.ConnectionString);
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync("/health/live"));
    }

    [Fact]
    public async Task A_silo_without_its_database_is_alive_and_gets_ready_when_it_comes()
    {
        await using var server = await PostgresServer.StartOwnAsync(isDurable: false);
        await using var database = await Database.CreateAsync(server);
        NpgsqlConnection.ClearAllPools();
        await server.StopAsync();
        await using var silo = Silo.Launch(database.ConnectionString);
        await silo.WaitUntilAsync("/health/live", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await silo.StatusAsync("/health/ready"));

        await server.RestartAsync();

        await silo.WaitUntilAsync("/health/ready", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_silo_whose_database_goes_away_is_not_ready_until_it_is_back_and_works_on()
    {
        using var folder = new ScratchFolder();
        await using var server = await PostgresServer.StartOwnAsync(isDurable: true);
        await using var database = await Database.CreateAsync(server);
        await using var silo = await Silo.StartAsync(database.ConnectionString);
        var region = await SmallRegion.CreateAsync(silo, database, folder);
        await region.ImportMembersAsync();
        NpgsqlConnection.ClearAllPools();

        await server.KillAsync();
        await silo.WaitUntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        await server.RestartAsync();
        await silo.WaitUntilAsync("/health/ready", HttpStatusCode.OK);

        var result = (await region.ImportTransfersAsync(region.WriteTransfers(count: 50))).Done();
        Assert.Equal(50, result.Json.GetProperty("posted").GetInt64());
        await region.Coordinator.DoAsync("verify", "--db", database.ConnectionString);
    }
}
