using Npgsql;
using Regional.Domain;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;

namespace Regional.Storage.Clearing;

/// <summary>The calendar in force for windows not yet made: a region's newest.</summary>
internal static class CalendarRow
{
    /// <summary>Null: the region has none.</summary>
    public static Task<BusinessCalendar?> FindAsync(StorageSession session, RegionId region) => session.FindRowAsync(
        """
        select c.cycle, c.closes_at, c.weekend, c.holidays, r.time_zone
        from calendars c join regions r on r.id = c.region_id where r.id = $1 order by c.id desc limit 1
        """,
        Read,
        region);

    private static BusinessCalendar Read(NpgsqlDataReader row) =>
        BusinessCalendar.Make(
            row.GetString(0),
            row.GetFieldValue<TimeOnly>(1),
            Array.ConvertAll(row.GetFieldValue<short[]>(2), static day => (int)day),
            row.GetFieldValue<DateOnly[]>(3),
            TimeZoneInfo.FindSystemTimeZoneById(row.GetString(4)))
            .TryGet(out var calendar, out var refusal)
            ? calendar
            : throw new InvariantViolation($"A stored calendar is no calendar: {refusal}.");
}
