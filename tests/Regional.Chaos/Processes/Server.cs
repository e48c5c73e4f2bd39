using Npgsql;
using Regional.TestKit;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Processes;

/// <summary>
/// The PostgreSQL server of a run (durable: fsync on), the database on it, and what can be done to both from outside.
/// </summary>
public sealed class Server : IAsyncDisposable
{
    private const string DatabaseName = "chaos";

    // The silos' pools, this program's few sessions and Orleans' own fit; a hundred idle processes more would not help.
    private const int ConnectionCountMax = 80;

    private readonly PostgresServer _server;

    private Server(PostgresServer server)
    {
        _server = server;
        ConnectionString = With(DatabaseName, "regional");
        OutsideConnectionString = With(DatabaseName, "outside");
    }

    /// <summary>What the silos are given.</summary>
    public string ConnectionString { get; }

    /// <summary>Sessions of this program: never from a pool, so that none outlives the server unseen.</summary>
    public string OutsideConnectionString { get; }

    public static async Task<Server> StartAsync()
    {
        var server = new Server(await PostgresServer.StartOwnAsync(isDurable: true));
        await ExecuteAsync(server.With("postgres", "outside"), $"create database {DatabaseName}");
        await ExecuteAsync(
            server.With("postgres", "outside"), $"alter system set max_connections = {ConnectionCountMax}");
        await server._server.StopAsync();
        await server._server.RestartAsync();
        return server;
    }

    /// <summary>kill -9 of all its processes.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Starts it again: it recovers from its log.</summary>
    public Task RestartAsync() => _server.RestartAsync();

    /// <summary>SIGSTOP to every process, the postmaster included; those to continue.</summary>
    public async Task<IReadOnlyList<int>> PauseAsync()
    {
        int[] all = [.. _server.FindProcesses().Select(static process => process.Id)];
        await Signals.SendAsync("STOP", all);
        return all;
    }

    /// <summary>SIGSTOP to about half of the sessions, whatever locks they hold; those to continue.</summary>
    public async Task<IReadOnlyList<int>> PauseSessionsAsync(Random chance)
    {
        int[] some =
        [
            .. _server.FindProcesses()
                .Where(process =>
                    process.Title.Contains($" {DatabaseName} ", StringComparison.Ordinal) && chance.Next(2) == 0)
                .Select(static process => process.Id),
        ];
        await Signals.SendAsync("STOP", some);
        return some;
    }

    public static Task ContinueAsync(IReadOnlyList<int> processes) => Signals.SendAsync("CONT", processes);

    /// <summary>A session of this program's own.</summary>
    public async Task<NpgsqlConnection> OpenOutsideAsync()
    {
        var connection = new NpgsqlConnection(OutsideConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The first value of the first row.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = await OpenOutsideAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await ContinueAsync([.. _server.FindProcesses().Select(static process => process.Id)]);
        await _server.DisposeAsync();
    }

    private string With(string database, string application) => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Database = database,
        ApplicationName = application,
        Pooling = application != "outside",
        Timeout = 5,
    }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
