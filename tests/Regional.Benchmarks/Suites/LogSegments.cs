using Npgsql;

namespace Regional.Benchmarks.Suites;

/// <summary>
/// Segments of the write-ahead log, made before anything is measured. A server that has served for a day uses those again
/// that a checkpoint has freed; a new one fills 16 MiB with zeros and syncs them while every commit waits.
/// </summary>
internal static class LogSegments
{
    // 16 MiB each: more than a quick run writes; a long one has checkpoints that free what it wrote.
    private const int Count = 96;

    /// <summary>Makes them, and has a checkpoint free them.</summary>
    public static async Task MakeAsync(string server)
    {
        await using var connection = new NpgsqlConnection($"{server};Pooling=false;Command Timeout=600");
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"alter system set min_wal_size = '{Count * 16}MB'");
        await ExecuteAsync(connection, "select pg_reload_conf()");
        for (var segment = 0; segment < Count; segment++)
        {
            await ExecuteAsync(connection, "select pg_logical_emit_message(false, 'bench', ''), pg_switch_wal()");
        }

        await ExecuteAsync(connection, "checkpoint");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
