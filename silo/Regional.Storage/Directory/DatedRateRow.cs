using Npgsql;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Trades;
using Regional.Storage.Queries;

namespace Regional.Storage.Directory;

/// <summary>How a row of <c>rates</c> becomes a dated rate.</summary>
internal static class DatedRateRow
{
    /// <summary>Rates of ledger $1, oldest first.</summary>
    public const string OfLedger = """
        select id, kind, purpose, side, valid_from, numerator, denominator from rates where ledger_id = $1
        order by valid_from, id
        """;

    /// <summary>Reads a row.</summary>
    public static RateEntry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        (TransferKind)row.GetInt16(1),
        row.GetString(2) is { Length: > 0 } purpose ? purpose : null,
        (RateSide)row.GetInt16(3),
        row.Date(4),
        new Rate(row.GetInt64(5), row.GetInt64(6)));
}
