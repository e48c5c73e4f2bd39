using System.Collections.Immutable;
using Npgsql;
using Regional.Domain.Ledger;

namespace Regional.Storage.Queries;

/// <summary>Binds domain values to <c>$1, $2 …</c> and reads columns back; nothing else knows Npgsql's types.</summary>
internal static class SqlText
{
    /// <summary>Binds values in order: ids by their number, enums as smallint, times as UTC.</summary>
    public static void Bind(this NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = ToColumn(value) ?? DBNull.Value });
        }
    }

    public static long? LongOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static int? IntOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);

    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) =>
        row.GetFieldValue<DateTimeOffset>(column);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Time(column);

    public static DateOnly Date(this NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    public static DateOnly? DateOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Date(column);

    public static OperationId Operation(this NpgsqlDataReader row, int column) => new(row.GetGuid(column));

    public static OperationId? OperationOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Operation(column);

    private static object? ToColumn(object? value) => value switch
    {
        null => null,
        OperationId id => id.Value,
        LedgerId id => id.Value,
        AccountId id => id.Value,
        CommunityId id => id.Value,
        RegionId id => id.Value,
        MemberId id => id.Value,
        WindowId id => id.Value,
        PeriodId id => id.Value,
        DateTimeOffset time => time.ToUniversalTime(),
        Enum number => Convert.ToInt16(number),
        byte scale => (short)scale,
        ImmutableArray<byte> bytes => bytes.ToArray(),
        _ => value,
    };
}
