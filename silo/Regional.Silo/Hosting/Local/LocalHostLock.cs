using Npgsql;
using Regional.Contracts;
using Regional.Silo.Telemetry;
using Regional.Storage.Schema;

namespace Regional.Silo.Hosting;

/// <summary>
/// One process only may host the local runtime on a database: an advisory lock on a connection of its own, looked at
/// now and then. A lock lost with its connection is taken again; when somebody else has it by then, this host stops.
/// </summary>
internal sealed class LocalHostLock(
    RegionalDatabase database, IHostApplicationLifetime lifetime, HostEnd end, TimeProvider clock,
    ILogger<LocalHostLock> log) : IDatabaseHold, IAsyncDisposable
{
    // The journal is safe without it (PostgreSQL decides last); two hosts only waste work, so seconds are soon enough.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private NpgsqlConnection? _connection;
    private Task _watch = Task.CompletedTask;

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null)
        {
            return;
        }

        await LockAsync(cancellationToken);
        _watch = WatchAsync();
    }

    public async Task ReleaseAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        await DropAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _stop.Dispose();
    }

    private async Task LockAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(
                $"select pg_try_advisory_lock({AdvisoryLocks.LocalHost}, 0)", connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            {
                throw new HostRefused(
                    ExitCode.DatabaseTaken,
                    $"Another process hosts the local runtime on database '{connection.Database}'. Stop it first, or give "
                    + "this one a database of its own; several hosts on one database need the Orleans runtime.");
            }

            _connection = connection;
        }
        catch (NpgsqlException fault)
        {
            await connection.DisposeAsync();
            throw new LedgerUnavailable("The database went away while its lock was taken.", fault);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Period, clock, _stop.Token);
                await LookAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (HostRefused refused)
        {
            log.DatabaseTaken(refused.Message);
            end.Code = refused.ExitCode;
            lifetime.StopApplication();
        }
    }

    private async Task LookAsync()
    {
        try
        {
            if (_connection is null)
            {
                await LockAsync(_stop.Token);
                return;
            }

            await using var command = new NpgsqlCommand("select 1", _connection);
            await command.ExecuteScalarAsync(_stop.Token);
        }
        catch (Exception fault) when (fault is LedgerUnavailable or NpgsqlException or InvalidOperationException)
        {
            await DropAsync();
        }
    }

    // Back to the pool it would keep the lock: the session itself must end.
    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            try
            {
                await using var command = new NpgsqlCommand(
                    $"select pg_advisory_unlock({AdvisoryLocks.LocalHost}, 0)", connection);
                await command.ExecuteScalarAsync();
            }
            catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
            {
                // The session is gone, and the lock with it.
            }

            await connection.DisposeAsync();
        }
    }
}
