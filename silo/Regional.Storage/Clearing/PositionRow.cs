using Npgsql;
using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;

namespace Regional.Storage.Clearing;

/// <summary>Positions from the journal alone: entries of the region's community accounts, by window.</summary>
internal static class PositionRow
{
    /// <summary>
    /// Positions at the end of window $1, by account id. Windows are compared by their number: a cut inserts one between
    /// two that stood already. Cash counts from the window whose settlement it belongs to, confirmed or not, and not
    /// again when it is posted: so a window opens with what the last one carried, and nothing is settled twice.
    /// </summary>
    public const string OfWindow = """
        with this as (select id, region_id, no from windows where id = $1),
        community as (
          select a.id, a.code from accounts a join ledgers l on l.id = a.ledger_id join this on this.region_id = l.region_id
          where l.community_id is null and a.role = 10),
        moved as (
          select side.account, w.id = this.id as is_in, sum(side.paid) as paid, sum(side.received) as received
          from this
          join windows w on w.region_id = this.region_id and w.no <= this.no
          join transfers t on t.window_id = w.id and t.action in (1, 3)
          left join settlement_instructions confirmed on confirmed.confirmed_by = t.operation
          join ledgers l on l.id = t.ledger_id and l.community_id is null
          cross join lateral (values (t.debit_account, t.amount, 0), (t.credit_account, 0, t.amount))
            as side (account, paid, received)
          where confirmed.id is null
          group by side.account, w.id = this.id),
        cash as (
          select i.account_id as account, sum(case when i.is_pay_out then -i.amount else i.amount end) as settled
          from this
          join windows w on w.region_id = this.region_id and w.no < this.no
          join settlement_instructions i on i.window_id = w.id
          group by i.account_id)
        select c.id, c.code,
          (coalesce(sum(m.received - m.paid) filter (where not m.is_in), 0) + coalesce(max(cash.settled), 0))::bigint,
          coalesce(sum(m.paid) filter (where m.is_in), 0)::bigint,
          coalesce(sum(m.received) filter (where m.is_in), 0)::bigint
        from community c
        left join moved m on m.account = c.id
        left join cash on cash.account = c.id
        group by c.id, c.code order by c.id
        """;

    /// <summary>Reads a row.</summary>
    public static WindowPosition Read(NpgsqlDataReader row) => new(
        new AccountId(row.GetInt64(0)), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
}
