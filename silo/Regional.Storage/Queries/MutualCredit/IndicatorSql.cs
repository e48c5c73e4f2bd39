namespace Regional.Storage.Queries.MutualCredit;

/// <summary>Statements over all entries of a ledger's members: a report's business, not a payment's.</summary>
internal static class IndicatorSql
{
    // Role 1: member; status 4: closed; actions 1 and 3 move balances. A sale to another community leaves the region
    // account ($4) as a debit. $5: bookkeeping is no turnover.
    public const string Indicators = $"""
        with holders as (
          select id, role, status, floor, credits_posted - debits_posted as balance
          from accounts where ledger_id = $1 and role in (1, $4)),
        moved as (
          select h.id, h.role, -t.amount as net, t.business_date
          from holders h join transfers t on t.debit_account = h.id where t.action in (1, 3)
          union all
          select h.id, h.role, t.amount, t.business_date
          from holders h join transfers t on t.credit_account = h.id where t.action in (1, 3)),
        volumes as (
          select greatest(coalesce(sum(net) filter (where business_date < $2), 0), 0) as opening,
            greatest(coalesce(sum(net) filter (where business_date <= $3), 0), 0) as closing
          from moved where role = 1 group by id),
        paid as (
          select t.amount from holders h join transfers t on t.debit_account = h.id
          where t.action in (1, 3) and t.business_date between $2 and $3 and t.forced_reason is null
            and {TransferSql.Stands}
            and t.purpose <> all ($5))
        select (select count(*) from holders where role = 1 and status <> 4),
          (select count(*) from holders where role = 1 and status <> 4 and balance < 0),
          (select coalesce(sum(amount), 0)::bigint from paid), (select count(*) from paid),
          (select coalesce(sum(opening), 0)::bigint from volumes), (select coalesce(sum(closing), 0)::bigint from volumes),
          (select coalesce(sum(greatest(-balance, 0)), 0)::bigint from holders where role = 1 and floor is not null),
          (select coalesce(sum(greatest(-floor, 0)), 0)::bigint from holders
           where role = 1 and status <> 4 and floor is not null),
          (select count(*) from holders where role = 1 and status <> 4 and floor is null)
        """;

    public const string Stagnant = """
        select a.id, a.code, a.name, a.credits_posted - a.debits_posted, z.crossed_on
        from accounts a
        cross join lateral (
          select max(e.business_date) as crossed_on from (
            select t.business_date, t.debit_balance + t.amount as before, t.debit_balance as after
            from transfers t where t.debit_account = a.id and t.action in (1, 3)
            union all
            select t.business_date, t.credit_balance - t.amount, t.credit_balance
            from transfers t where t.credit_account = a.id and t.action in (1, 3)) e
          where e.after = 0 or sign(e.before) <> sign(e.after)) z
        where a.ledger_id = $1 and a.role = 1 and a.status <> 4 and a.credits_posted <> a.debits_posted
          and z.crossed_on < $2 and a.id > $3
        order by a.id limit $4
        """;

    public const string Purposes = """
        select t.purpose, count(*), sum(t.amount)::bigint
        from accounts a join transfers t on t.debit_account = a.id
        where a.ledger_id = $1 and a.role = 1 and t.action in (1, 3) and t.forced_reason is null
          and t.business_date between $2 and $3
        group by t.purpose order by t.purpose
        """;

    public const string Beyond = """
        select count(*) filter (where t.debit_balance < n.was), count(*) filter (where t.debit_balance < n.would)
        from unnest($1, $2, $3) n (id, was, would)
        join transfers t on t.debit_account = n.id
        where t.action in (1, 3) and t.forced_reason is null and t.business_date between $4 and $5
        """;
}
