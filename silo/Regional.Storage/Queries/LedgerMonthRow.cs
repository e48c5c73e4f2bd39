using Npgsql;
using Regional.Contracts.Queries;

namespace Regional.Storage.Queries;

/// <summary>A ledger's month by business date, recomputed from its transfers.</summary>
internal static class LedgerMonthRow
{
    /// <summary>Ledgers of community $1 in the month from $2 to before $3.</summary>
    public const string OfCommunity = """
        with own as (select id, code, currency, scale from ledgers where community_id = $1),
        moved as (
          select t.ledger_id, t.debit_account, t.credit_account, t.amount, t.business_date >= $2 as is_in,
            d.role as debit_role, c.role as credit_role
          from transfers t join own on own.id = t.ledger_id
          join accounts d on d.id = t.debit_account join accounts c on c.id = t.credit_account
          where t.action in (1, 3) and t.business_date < $3),
        flows as (
          select ledger_id,
            count(*) filter (where debit_role = 1 and credit_role = 1) as transfers,
            coalesce(sum(amount) filter (where debit_role = 1 and credit_role = 1), 0) as turnover,
            count(*) filter (where debit_role = 1 and credit_role = 2) as trades_out,
            coalesce(sum(amount) filter (where debit_role = 1 and credit_role = 2), 0) as paid_out,
            count(*) filter (where debit_role = 2 and credit_role = 1) as trades_in,
            coalesce(sum(amount) filter (where debit_role = 2 and credit_role = 1), 0) as paid_in
          from moved where is_in group by ledger_id),
        balances as (
          select m.ledger_id, side.account, sum(side.amount) as balance, bool_or(m.is_in) as is_active
          from moved m cross join lateral (values (m.debit_account, -m.amount, m.debit_role),
            (m.credit_account, m.amount, m.credit_role)) as side (account, amount, role)
          where side.role = 1 group by m.ledger_id, side.account),
        sums as (
          select ledger_id, count(*) filter (where is_active) as active,
            coalesce(sum(balance) filter (where balance > 0), 0) as credit,
            coalesce(sum(balance) filter (where balance < 0), 0) as debt
          from balances group by ledger_id),
        members as (
          select ledger_id, count(*) filter (where status <> 4) as accounts,
            count(*) filter (where status <> 4 and credits_posted - debits_posted - debits_pending <= floor) as at_floor
          from accounts where role = 1 and ledger_id in (select id from own) group by ledger_id)
        select own.code, own.currency, own.scale, coalesce(members.accounts, 0), coalesce(sums.active, 0),
          coalesce(flows.transfers, 0), coalesce(flows.turnover, 0)::bigint, coalesce(flows.trades_out, 0),
          coalesce(flows.paid_out, 0)::bigint, coalesce(flows.trades_in, 0), coalesce(flows.paid_in, 0)::bigint,
          coalesce(sums.credit, 0)::bigint, coalesce(sums.debt, 0)::bigint, coalesce(members.at_floor, 0)
        from own left join flows on flows.ledger_id = own.id left join sums on sums.ledger_id = own.id
        left join members on members.ledger_id = own.id
        order by own.code
        """;

    /// <summary>Reads a row.</summary>
    public static LedgerMonth Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.Currency(1), checked((int)row.GetInt64(3)), checked((int)row.GetInt64(4)), row.GetInt64(5),
        row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11),
        row.GetInt64(12), checked((int)row.GetInt64(13)));
}
