using Npgsql;
using Regional.Contracts.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;

namespace Regional.Storage.Clearing;

/// <summary>How a row of <c>windows</c> becomes a window with the steps done.</summary>
internal static class WindowRow
{
    /// <summary>A query of windows <c>w</c>; ends in <c>where</c> and so on. Steps 1 and 2 are marks for people.</summary>
    public const string Select = """
        select w.id, w.region_id, w.no, w.opens, w.closes, w.business_date, w.status, w.closed_at, w.settled_at,
          array(select step from window_steps where window_id = w.id and step >= 3 order by step)
        from windows w

        """;

    /// <summary>Reads a row.</summary>
    public static WindowRecord Read(NpgsqlDataReader row) => new(
        new WindowId(row.GetInt64(0)),
        new RegionId(row.GetInt32(1)),
        row.GetInt32(2),
        row.Time(3),
        row.Time(4),
        row.Date(5),
        (WindowStatus)row.GetInt16(6),
        row.TimeOrNull(7),
        row.TimeOrNull(8),
        [.. row.GetFieldValue<short[]>(9).Select(static step => (WindowStep)step)]);
}
