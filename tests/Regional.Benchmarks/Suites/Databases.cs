using Npgsql;

namespace Regional.Benchmarks.Suites;

/// <summary>Databases of the benchmark's own server.</summary>
internal static class Databases
{
    public static string Of(string server, string name) =>
        new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <summary>A pool without bounds that matter: the sweep decides how many connections there are.</summary>
    public static NpgsqlDataSource Open(string server, string name) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            MaxPoolSize = 250,
            NoResetOnClose = true,
            Options = "-c synchronous_commit=on",
            CommandTimeout = 300,
        });

    public static async Task RecreateAsync(string server, string name)
    {
        await ExecuteAsync(server, $"drop database if exists {name} with (force)");
        await ExecuteAsync(server, $"create database {name}");
    }

    public static Task DropAsync(string server, string name)
    {
        NpgsqlConnection.ClearAllPools();
        return ExecuteAsync(server, $"drop database if exists {name} with (force)");
    }

    /// <summary>A copy of a database that nobody uses; replaces what has the name.</summary>
    public static async Task CopyAsync(string server, string from, string to)
    {
        await ExecuteAsync(server, $"drop database if exists {to} with (force)");
        await ExecuteAsync(server, $"create database {to} template {from}");
    }

    public static async Task<bool> ExistsAsync(string server, string name)
    {
        await using var connection = new NpgsqlConnection($"{server};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection);
        command.Parameters.AddWithValue(name);
        return await command.ExecuteScalarAsync() is true;
    }

    public static Task RenameAsync(string server, string from, string to)
    {
        NpgsqlConnection.ClearAllPools();
        return ExecuteAsync(server, $"alter database {from} rename to {to}");
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Pooling=false;Command Timeout=600");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
