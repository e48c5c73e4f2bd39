using Npgsql;
using Regional.Contracts;
using Regional.Storage.Schema;

namespace Regional.Silo.Hosting;

/// <summary>Whether this host can do its work: the database prepared, and still answering.</summary>
internal sealed class Readiness(RegionalDatabase database, TimeProvider clock) : IDisposable
{
    // Probes come every second or so from several sides; the database is asked once.
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromSeconds(1);

    // A probe that waits longer is no use to whoever asks.
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (DateTimeOffset At, string? Why) _last = (DateTimeOffset.MinValue, "The database has not been reached yet.");

    /// <summary>Ends when the database has been prepared.</summary>
    public Task Prepared => _prepared.Task;

    public bool IsPrepared => _prepared.Task.IsCompletedSuccessfully;

    public void MarkPrepared() => _prepared.TrySetResult();

    /// <summary>It never will be: whoever waits gets the reason.</summary>
    public void MarkFailed(Exception reason) => _prepared.TrySetException(reason);

    /// <summary>Null: ready. Otherwise why not.</summary>
    public async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        if (!IsPrepared)
        {
            return "The database has not been reached and prepared yet.";
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() - _last.At >= AnswerLifetime)
            {
                _last = (clock.GetUtcNow(), await PingAsync(cancellationToken));
            }

            return _last.Why;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<string?> PingAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(PingTimeout);
        try
        {
            await using var connection = await database.OpenAsync(timeout.Token);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(timeout.Token);
            return null;
        }
        catch (Exception fault) when (fault is LedgerUnavailable or NpgsqlException or OperationCanceledException)
        {
            return "The database does not answer.";
        }
    }
}
