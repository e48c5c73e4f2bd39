using Npgsql;
using Regional.Storage.Schema;

namespace Regional.TestKit;

/// <summary>A fresh migrated database, copied from a template that is made once per process; dropped on dispose.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly string Template = $"regional_template_{Environment.ProcessId}_{Guid.NewGuid():N}"[..40];
    private static bool _hasTemplate;

    private readonly PostgresServer _server;

    private TestDatabase(PostgresServer server, string name)
    {
        _server = server;
        ConnectionString = Of(server, name);
        Name = name;
        Database = NewDatabase("test");
    }

    /// <summary>Its name at the server.</summary>
    public string Name { get; }

    /// <summary>Its connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>Prepared: migrated, epoch known.</summary>
    public RegionalDatabase Database { get; }

    /// <summary>A fresh migrated database on the shared server.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var test = new TestDatabase(server, NewName());
        await Gate.WaitAsync();
        try
        {
            await MakeTemplateAsync(server);
            await ExecuteAsync(server, $"create database {test.Name} template {Template}");
        }
        finally
        {
            Gate.Release();
        }

        await test.Database.PrepareAsync(CancellationToken.None);
        return test;
    }

    /// <summary>A database on a server of the test's own, migrated; or empty, to test migrations.</summary>
    public static async Task<TestDatabase> CreateOnAsync(PostgresServer server, bool isMigrated = true)
    {
        var test = new TestDatabase(server, NewName());
        await ExecuteAsync(server, $"create database {test.Name}");
        if (isMigrated)
        {
            await test.Database.PrepareAsync(CancellationToken.None);
        }

        return test;
    }

    /// <summary>A second pool on the same database, as another silo has; the caller prepares and disposes it.</summary>
    public RegionalDatabase NewDatabase(string applicationName, Action<RegionalDatabaseOptions>? configure = null)
    {
        var options = new RegionalDatabaseOptions
        {
            ConnectionString = ConnectionString,
            ApplicationName = applicationName,
        };
        configure?.Invoke(options);
        return new RegionalDatabase(options);
    }

    /// <summary>Runs SQL.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of the first row.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await ExecuteAsync(_server, $"drop database if exists {Name} with (force)");
    }

    private static async Task MakeTemplateAsync(PostgresServer server)
    {
        if (_hasTemplate)
        {
            return;
        }

        await ExecuteAsync(server, $"create database {Template}");
        await using (var database = new RegionalDatabase(new() { ConnectionString = Of(server, Template) }))
        {
            await database.PrepareAsync(CancellationToken.None);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropTemplate(server);
        _hasTemplate = true;
    }

    // A server named from outside outlives this process; its own is dropped whole.
    private static void DropTemplate(PostgresServer server)
    {
        if (!server.IsOwn)
        {
            using var connection = new NpgsqlConnection(server.ConnectionString);
            connection.Open();
            using var command = new NpgsqlCommand($"drop database if exists {Template} with (force)", connection);
            command.ExecuteNonQuery();
        }
    }

    private static async Task ExecuteAsync(PostgresServer server, string sql)
    {
        // Unpooled: a pooled connection would outlive a server that a test restarts.
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string NewName() => $"test_{Guid.NewGuid():N}"[..24];

    private static string Of(PostgresServer server, string name) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
}
