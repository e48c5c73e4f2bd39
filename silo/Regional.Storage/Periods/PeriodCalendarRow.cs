using Npgsql;
using Regional.Domain;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;

namespace Regional.Storage.Periods;

/// <summary>The calendar that lays out a ledger's open period: its newest.</summary>
internal static class PeriodCalendarRow
{
    /// <summary>Columns for <see cref="Read"/>, of <c>period_calendars c</c> and <c>regions r</c>.</summary>
    public const string Columns = "c.cycle, c.closes_at, c.weekend, c.holidays, r.time_zone";

    /// <summary>Null: the ledger has none.</summary>
    public static Task<BusinessCalendar?> FindAsync(StorageSession session, LedgerId ledger) => session.FindRowAsync(
        $"""
        select {Columns}
        from period_calendars c join ledgers l on l.id = c.ledger_id join regions r on r.id = l.region_id
        where l.id = $1 order by c.id desc limit 1
        """,
        static row => Read(row, 0),
        ledger);

    /// <summary>Reads the columns.</summary>
    public static BusinessCalendar Read(NpgsqlDataReader row, int at) =>
        BusinessCalendar.Make(
            row.GetString(at),
            row.GetFieldValue<TimeOnly>(at + 1),
            Array.ConvertAll(row.GetFieldValue<short[]>(at + 2), static day => (int)day),
            row.GetFieldValue<DateOnly[]>(at + 3),
            TimeZoneInfo.FindSystemTimeZoneById(row.GetString(at + 4)))
            .TryGet(out var calendar, out var refusal)
            ? calendar
            : throw new InvariantViolation($"A stored calendar is no calendar: {refusal}.");
}
