using Npgsql;

namespace Regional.TestKit.Processes;

/// <summary>A new, empty database: whoever starts a silo on it migrates it. Dropped on dispose.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private Database(string server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<Database> CreateAsync(PostgresServer? server = null)
    {
        var connectionString = (server ?? await PostgresServer.SharedAsync()).ConnectionString;
        var database = new Database(connectionString, $"e2e_{Guid.NewGuid():N}"[..24]);
        await ExecuteAsync(connectionString, $"create database {database._name}");
        return database;
    }

    /// <summary>The first value of the first row.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), provider: null);
    }

    /// <summary>Every account's balance and number of entries, as text, by ledger and code.</summary>
    public async Task<List<string>> BalancesAsync(string where = "true")
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            select l.code || '/' || a.code || ' ' || (a.credits_posted - a.debits_posted)
            from accounts a join ledgers l on l.id = a.ledger_id where {where} order by 1
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var balances = new List<string>();
        while (await reader.ReadAsync())
        {
            balances.Add(reader.GetString(0));
        }

        return balances;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_server, $"drop database if exists {_name} with (force)");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
