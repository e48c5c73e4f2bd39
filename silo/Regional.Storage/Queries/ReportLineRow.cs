using Npgsql;
using Regional.Contracts.Queries;
using Regional.Storage.Clearing;

namespace Regional.Storage.Queries;

/// <summary>A line of a window's report: the journal's figures beside those the settlement was planned on.</summary>
internal static class ReportLineRow
{
    /// <summary>Lines of window $1, by code.</summary>
    public const string OfWindow = $"""
        select j.account, j.code, j.opening, j.paid, j.received, s.carry_limit, s.carried, s.settled,
          s.account_id is null or (s.opening, s.paid, s.received) = (j.opening, j.paid, j.received)
        from ({PositionRow.OfWindow}) as j (account, code, opening, paid, received)
        left join settlement_positions s on s.window_id = $1 and s.account_id = j.account
        order by j.code
        """;

    /// <summary>Reads a row.</summary>
    public static ReportLineDetail Read(NpgsqlDataReader row) => new(
        PositionRow.Read(row), row.LongOrNull(5), row.LongOrNull(6), row.LongOrNull(7), row.GetBoolean(8));
}
