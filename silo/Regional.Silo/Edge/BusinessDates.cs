using System.Collections.Concurrent;
using Regional.Domain.Ledger;

namespace Regional.Silo.Edge;

/// <summary>Which day it is in a region.</summary>
internal sealed class BusinessDates(Places places, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TimeZoneInfo> _zones = new(StringComparer.Ordinal);

    public async Task<DateOnly> TodayAsync(RegionId region, CancellationToken cancellationToken)
    {
        var address = await places.RegionAsync(region, cancellationToken);
        var zone = _zones.GetOrAdd(address.TimeZone, Find);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }

    // A name this machine's tables lack: the day of UTC is at most one off, and every posting shows its date.
    private static TimeZoneInfo Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
