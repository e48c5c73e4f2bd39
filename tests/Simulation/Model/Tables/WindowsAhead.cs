using Regional.Contracts.Clearing;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Model.Tables;

/// <summary>Windows stand ahead of time and follow one another without gap.</summary>
internal static class WindowsAhead
{
    /// <summary>How far the end of a window without calendar is set ahead; with less than half left it is moved again.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(366);

    private static readonly DateTimeOffset FirstOpens = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a window is missing for the time until then.</summary>
    public static bool IsShort(ModelTables tables, RegionRow region, DateTimeOffset until, DateTimeOffset now)
    {
        var least = tables.Calendars.ContainsKey(region.Id) ? until : now + (Horizon / 2);
        return LastClose(tables, region.Id) is not { } last || last < (until > least ? until : least);
    }

    /// <summary>Makes what is missing. Returns how many windows were added.</summary>
    public static int Make(ModelTables tables, RegionRow region, DateTimeOffset until, DateTimeOffset now)
    {
        if (!tables.Calendars.TryGetValue(region.Id, out var calendar))
        {
            return KeepOpen(tables, region, now);
        }

        var no = tables.WindowsOf(region.Id).Select(static window => window.No).DefaultIfEmpty(0).Max();
        var made = WindowSchedule.Extend(calendar, LastClose(tables, region.Id) ?? now, until);
        foreach (var window in made)
        {
            Add(tables, region.Id, ++no, window.Opens, window.Closes, window.BusinessDate);
        }

        return made.Length;
    }

    /// <summary>Adds one window.</summary>
    public static WindowRow Add(
        ModelTables tables, RegionId region, int no, DateTimeOffset opens, DateTimeOffset closes, DateOnly businessDate)
    {
        var window = new WindowRow
        {
            Id = new WindowId(tables.WindowIds.Next()),
            Region = region,
            No = no,
            Opens = opens.ToUniversalTime(),
            Closes = closes.ToUniversalTime(),
            BusinessDate = businessDate,
        };
        tables.Add(window);
        return window;
    }

    // Without a calendar one window stays open; if its end was missed, another begins there.
    private static int KeepOpen(ModelTables tables, RegionRow region, DateTimeOffset now)
    {
        var closes = now + Horizon;
        var date = DateOnly.FromDateTime(closes.UtcDateTime);
        var last = tables.WindowsOf(region.Id).MaxBy(static window => window.No);
        if (last is { Status: WindowStatus.Open } && last.Opens <= now && now < last.Closes)
        {
            (last.Closes, last.BusinessDate) = (closes, date);
            return 0;
        }

        Add(tables, region.Id, (last?.No ?? 0) + 1, LastClose(tables, region.Id) ?? FirstOpens, closes, date);
        return 1;
    }

    private static DateTimeOffset? LastClose(ModelTables tables, RegionId region)
    {
        var windows = tables.WindowsOf(region);
        return windows.Count == 0 ? null : windows.Max(static window => window.Closes);
    }
}
