using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Periods;
using Regional.Grains.Telemetry;

namespace Regional.Grains.Coordination;

/// <summary>
/// One round of a host's watch: wakes every region (due pendings, the queue at the caps, due windows, late payers) and every
/// community one of whose periods is due or was interrupted, so that none of it waits for a caller after a silo was lost.
/// Rounds of several hosts, or one that begins before the last has ended, do no harm: a grain is one, and its steps are
/// done once.
/// </summary>
public sealed class WatchRound(
    ILedgerDirectory directory, IPeriodReader periods, IGrainFactory grains, TimeProvider time,
    ILogger<WatchRound> logger)
{
    /// <summary>How long after the start of a round the next one begins.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Ends when every grain that was woken has answered. What fails is logged and left to the next round; it keeps nothing
    /// else from being woken. Throws nothing.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(SweepRegionsAsync(cancellationToken), SweepCommunitiesAsync(cancellationToken));

    private Task SweepRegionsAsync(CancellationToken cancellationToken) => TryAsync(
        "regions",
        async () => await Task.WhenAll((await directory.FindRegionsAsync(cancellationToken)).Select(region => TryAsync(
            $"region {region.Id}",
            () => grains.GetGrain<IRegionGrain>(Key(region.Id.Value)).SweepAsync().AsTask(),
            cancellationToken))),
        cancellationToken);

    private Task SweepCommunitiesAsync(CancellationToken cancellationToken) => TryAsync(
        "communities",
        async () => await Task.WhenAll((await periods.FindDueCommunitiesAsync(time.GetUtcNow(), cancellationToken)).Select(
            community => TryAsync(
                $"community {community}",
                () => grains.GetGrain<ICommunityGrain>(Key(community.Value)).SweepPeriodsAsync().AsTask(),
                cancellationToken))),
        cancellationToken);

    // A host that stops has failed at nothing.
    private async Task TryAsync(string what, Func<Task> sweep, CancellationToken cancellationToken)
    {
        try
        {
            await sweep();
        }
        catch (Exception fault)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                logger.RoundFailed(what, fault);
            }
        }
    }

    private static string Key(int number) => number.ToString(CultureInfo.InvariantCulture);
}
