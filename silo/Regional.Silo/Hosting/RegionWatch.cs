using System.Globalization;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Silo.Telemetry;

namespace Regional.Silo.Hosting;

/// <summary>
/// Wakes every region's grain at start and now and then: due pendings, the queue at the caps, due windows and late payers
/// must not wait for a caller. Several silos doing so do no harm; the grain is one and its steps are done once.
/// </summary>
internal sealed class RegionWatch(
    ILedgerDirectory directory, IGrainFactory grains, TimeProvider clock, ILogger<RegionWatch> log) : BackgroundService
{
    // A region's grain keeps time itself once it is awake; this only wakes it after a start, or a silo lost.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await SweepAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        long at = 0;
        try
        {
            foreach (var region in await directory.FindRegionsAsync(cancellationToken))
            {
                at = region.Id.Value;
                var grain = grains.GetGrain<IRegionGrain>(region.Id.Value.ToString(CultureInfo.InvariantCulture));
                await grain.SweepAsync().AsTask().WaitAsync(cancellationToken);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.SweepFailed(fault, at);
        }
    }
}
