using Regional.Contracts.Clearing;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;

namespace Regional.Storage.Clearing;

/// <summary>
/// Windows stand ahead of time and follow one another without gap. Whoever makes them holds the region's lock alone.
/// </summary>
internal static class WindowsAhead
{
    /// <summary>How far the end of a window without calendar is set ahead; with less than half left it is moved again.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(366);

    /// <summary>Whether a window is missing for the time until then.</summary>
    public static async Task<bool> IsShortAsync(StorageSession session, RegionId region, DateTimeOffset until) =>
        await session.GetValueAsync<bool>(
            """
            select coalesce(max(w.closes), '-infinity') < greatest($2, case
              when exists (select from calendars where region_id = $1) then $2
              else clock_timestamp() + $3 end)
            from windows w where w.region_id = $1
            """,
            region, until, Horizon / 2);

    /// <summary>Makes what is missing. Returns how many windows were added.</summary>
    public static async Task<int> MakeAsync(StorageSession session, RegionId region, DateTimeOffset until)
    {
        if (await CalendarRow.FindAsync(session, region) is not { } calendar)
        {
            return await KeepOpenAsync(session, region);
        }

        var last = await session.FindValueAsync<DateTimeOffset>(
            "select max(closes) from windows where region_id = $1", region);
        var start = last ?? await session.GetValueAsync<DateTimeOffset>("select clock_timestamp()");
        var windows = WindowSchedule.Extend(calendar, start, until);
        await session.ExecuteAsync(
            """
            insert into windows (region_id, no, opens, closes, business_date)
            select $1, coalesce((select max(no) from windows where region_id = $1), 0) + place, opens, closes, day
            from unnest($2::timestamptz[], $3::timestamptz[], $4::date[]) with ordinality as made (opens, closes, day, place)
            """,
            region,
            windows.Select(static window => window.Opens.ToUniversalTime()).ToArray(),
            windows.Select(static window => window.Closes.ToUniversalTime()).ToArray(),
            windows.Select(static window => window.BusinessDate).ToArray());
        return windows.Length;
    }

    // Without a calendar one window stays open; if its end was missed, another begins there.
    private static async Task<int> KeepOpenAsync(StorageSession session, RegionId region)
    {
        var moved = await session.ExecuteAsync(
            """
            update windows set closes = clock_timestamp() + $2, business_date = (clock_timestamp() + $2)::date
            where region_id = $1 and status = $3 and opens <= clock_timestamp() and clock_timestamp() < closes
              and no = (select max(no) from windows where region_id = $1)
            """,
            region, Horizon, WindowStatus.Open);
        return moved > 0
            ? 0
            : await session.ExecuteAsync(
                """
                insert into windows (region_id, no, opens, closes, business_date)
                select $1, coalesce(max(no), 0) + 1, coalesce(max(closes), '2000-01-01 00:00:00+00'), clock_timestamp() + $2,
                  (clock_timestamp() + $2)::date
                from windows where region_id = $1
                """,
                region, Horizon);
    }
}
