using Npgsql;
using Regional.Chaos.Processes;

namespace Regional.Chaos.Faults;

/// <summary>Sessions from outside that keep what the silos need. Each returns when it was given back.</summary>
public sealed class Starvation(Server server, Random chance)
{
    // 7002: the lock whoever closes a window holds alone; postings of the region share it.
    private const string Hold =
        """
        begin;
        select pg_advisory_xact_lock(7002, id) from regions;
        select from accounts where code like 'shop%' order by id for no key update;
        """;

    private const string EndSessions =
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """;

    // More than the server has: the loop ends where the server says no.
    private const int ConnectionCountMax = 200;

    public async Task<DateTimeOffset> HoldLocksAsync(CancellationToken cancel)
    {
        await using var connection = await server.OpenOutsideAsync();
        await using var command = new NpgsqlCommand(Hold, connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected)
        {
            return DateTimeOffset.UtcNow;
        }

        // Sometimes beyond the silos' lock time-out of fifteen seconds.
        await Task.Delay(TimeSpan.FromSeconds(chance.Next(4, 19)), cancel);
        return DateTimeOffset.UtcNow;
    }

    public async Task<DateTimeOffset> TakeConnectionsAsync(CancellationToken cancel)
    {
        var taken = new List<NpgsqlConnection> { await server.OpenOutsideAsync() };
        try
        {
            await using (var end = new NpgsqlCommand(EndSessions, taken[0]))
            {
                await end.ExecuteNonQueryAsync(cancel);
            }

            await TakeAllAsync(taken);
            await Task.Delay(TimeSpan.FromSeconds(chance.Next(4, 10)), cancel);
        }
        finally
        {
            foreach (var connection in taken)
            {
                await connection.DisposeAsync();
            }
        }

        return DateTimeOffset.UtcNow;
    }

    private async Task TakeAllAsync(List<NpgsqlConnection> taken)
    {
        while (taken.Count < ConnectionCountMax)
        {
            try
            {
                taken.Add(await server.OpenOutsideAsync());
            }
            catch (NpgsqlException)
            {
                return;
            }
        }
    }
}
