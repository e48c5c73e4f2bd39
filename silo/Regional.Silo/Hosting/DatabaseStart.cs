using Regional.Contracts;
using Regional.Silo.Telemetry;
using Regional.Storage.Schema;

namespace Regional.Silo.Hosting;

/// <summary>
/// Prepares the database before anything works with it: the hold of the runtime, migrations, epoch. While the database
/// cannot be reached it tries again; the host is alive meanwhile, but not ready.
/// </summary>
internal sealed class DatabaseStart(
    RegionalDatabase database, IDatabaseHold hold, Readiness readiness, TimeProvider clock, ILogger<DatabaseStart> log)
    : IHostedService
{
    // Soon enough that a person waiting does not notice, seldom enough that the log can be read.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int AttemptsPerLogLine = 10;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            // All that waits for the database waits no longer: else the host would neither start nor end.
            readiness.MarkFailed(fault);
            throw;
        }

        readiness.MarkPrepared();
        log.DatabaseReady(database.Epoch);
    }

    public Task StopAsync(CancellationToken cancellationToken) => hold.ReleaseAsync();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await hold.TakeAsync(cancellationToken);
                await database.PrepareAsync(cancellationToken);
                return;
            }
            catch (LedgerUnavailable fault)
            {
                if (attempt % AttemptsPerLogLine == 0)
                {
                    log.DatabaseAwaited(fault.Message);
                }
            }
            catch (SchemaMismatch mismatch)
            {
                throw new HostRefused(ExitCode.SchemaMismatch, mismatch.Message);
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
