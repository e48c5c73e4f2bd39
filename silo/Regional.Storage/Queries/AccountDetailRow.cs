using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Directory;

namespace Regional.Storage.Queries;

/// <summary>How a row of <c>accounts</c> becomes what people read.</summary>
internal static class AccountDetailRow
{
    /// <summary>A query of accounts <c>a</c>; ends in <c>where</c> and so on.</summary>
    public const string Select = $"""
        select {AccountRow.Columns}, a.id, l.code, a.code, a.name, a.kind, m.code, c.code, a.opened_at
        from accounts a join ledgers l on l.id = a.ledger_id left join members m on m.id = a.member_id
        left join communities c on c.id = coalesce(l.community_id, a.community_id)

        """;

    /// <summary>Reads a row.</summary>
    public static AccountDetail Read(NpgsqlDataReader row) => new(
        AccountRow.Read(row), row.Name(14), (AccountKind)row.GetInt16(18), row.TextOrNull(19), row.TextOrNull(20),
        row.Time(21));
}
