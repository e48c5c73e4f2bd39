using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Storage.Queries;

/// <summary>Groups of columns that many read models share.</summary>
internal static class ReadColumns
{
    /// <summary>Four columns: id, ledger's code, code, name.</summary>
    public static AccountName Name(this NpgsqlDataReader row, int column) => new(
        new AccountId(row.GetInt64(column)), row.GetString(column + 1), row.GetString(column + 2), row.GetString(column + 3));

    /// <summary>Two columns: code, scale.</summary>
    public static Currency Currency(this NpgsqlDataReader row, int column) =>
        new(row.GetString(column), checked((byte)row.GetInt16(column + 1)));

    /// <summary>Three columns: minor units, code, scale.</summary>
    public static Amount Amount(this NpgsqlDataReader row, int column) =>
        new(row.GetInt64(column), row.Currency(column + 1));

    /// <summary>Two columns: operation and leg; null when the first is.</summary>
    public static TransferId? TransferOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new TransferId(row.Operation(column), row.GetInt16(column + 1));

    /// <summary>Four columns: reference, external reference, document date and number.</summary>
    public static EntryTexts Texts(this NpgsqlDataReader row, int column) => new(
        row.TextOrNull(column), row.TextOrNull(column + 1), row.DateOrNull(column + 2), row.TextOrNull(column + 3));

    /// <summary>A page of the rows, of which one more than the limit was asked for.</summary>
    public static Page<T> ToPage<T>(this ImmutableArray<T> rows, int limit, Func<T, string> cursor) =>
        rows.Length > limit ? new Page<T>(rows[..limit], cursor(rows[limit - 1])) : new Page<T>(rows, Next: null);

    /// <summary>The cursor as a number; null: none or not one.</summary>
    public static long? NumberCursor(this PageRequest page) => long.TryParse(page.After, out var number) ? number : null;

    /// <summary>The cursor as an id; null: none or not one.</summary>
    public static Guid? IdCursor(this PageRequest page) => Guid.TryParse(page.After, out var id) ? id : null;
}
