using Npgsql;
using Regional.Contracts.Queries;

namespace Regional.Storage.Queries;

/// <summary>How a row of <c>coupon_tills</c> becomes what people read.</summary>
internal static class TillRow
{
    /// <summary>A query of tills; ends in <c>where</c> and so on.</summary>
    public const string Select = """
        select id, teller, opened_at, opened_value, closed_at, expected_value, counted_value, coalesce(missing, '{}'),
               coalesce(found, '{}'), settled_by
        from coupon_tills
        """ + "\n";

    /// <summary>Reads a row.</summary>
    public static TillDetail Read(NpgsqlDataReader row) => new()
    {
        Id = row.Operation(0),
        Teller = row.GetString(1),
        OpenedAt = row.Time(2),
        OpenedValue = row.GetInt64(3),
        ClosedAt = row.TimeOrNull(4),
        Expected = row.LongOrNull(5),
        Counted = row.LongOrNull(6),
        Missing = [.. row.GetFieldValue<string[]>(7)],
        Found = [.. row.GetFieldValue<string[]>(8)],
        SettledBy = row.OperationOrNull(9),
    };
}
