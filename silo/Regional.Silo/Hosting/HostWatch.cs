using Regional.Grains.Coordination;

namespace Regional.Silo.Hosting;

/// <summary>Makes a round at start and every <see cref="WatchRound.Interval"/> after it.</summary>
internal sealed class HostWatch(WatchRound round, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WatchRound.Interval, clock);
        try
        {
            do
            {
                // A grain that hangs keeps the others waiting no longer than this.
                await round.RunAsync(stoppingToken).WaitAsync(WatchRound.Interval, clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stoppingToken.ThrowIfCancellationRequested();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
