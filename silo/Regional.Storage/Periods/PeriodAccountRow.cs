using Npgsql;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Queries;

namespace Regional.Storage.Periods;

/// <summary>An account of a ledger with its totals of a period.</summary>
internal static class PeriodAccountRow
{
    /// <summary>Ledger $1, period $2, beyond account $3, at most $4. An account opened since then has no totals yet.</summary>
    /// <remarks>
    /// Account by account: a join of the whole ledger with its whole period would read everything for every chunk.
    /// </remarks>
    public const string OfPeriod = """
        select a.id, a.role, a.kind, a.status, a.member_id, (a.opened_at at time zone r.time_zone)::date,
          coalesce(t.opening, 0), coalesce(t.debits, 0), coalesce(t.credits, 0), a.floor, a.ceiling
        from accounts a join ledgers l on l.id = a.ledger_id join regions r on r.id = l.region_id
        left join lateral (
          select o.opening, o.debits, o.credits from period_totals o where o.period_id = $2 and o.account_id = a.id
          limit 1) t on true
        where a.ledger_id = $1 and a.id > $3
        order by a.id limit $4
        """;

    /// <summary>Reads a row.</summary>
    public static PeriodAccount Read(NpgsqlDataReader row) => new()
    {
        Id = new AccountId(row.GetInt64(0)),
        Role = (AccountRole)row.GetInt16(1),
        Kind = (AccountKind)row.GetInt16(2),
        Status = (AccountStatus)row.GetInt16(3),
        Member = row.LongOrNull(4) is { } member ? new MemberId(member) : null,
        OpenedOn = row.Date(5),
        Opening = row.GetInt64(6),
        Debits = row.GetInt64(7),
        Credits = row.GetInt64(8),
        Floor = row.LongOrNull(9),
        Ceiling = row.LongOrNull(10),
    };
}
