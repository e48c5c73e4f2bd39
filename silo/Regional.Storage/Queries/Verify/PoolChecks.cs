namespace Regional.Storage.Queries.Verify;

/// <summary>
/// Savings pools (001): points are the balances of the month ends added up and sum to zero, agreements are drawn within
/// their amount and were decided as the pool decides, savings left only while they might.
/// </summary>
internal static class PoolChecks
{
    // Balances by business date: what verify can say of a month end without believing its totals.
    private const string BalanceAt = """
        (select coalesce(sum(case when t.credit_account = x.account_id then t.amount else -t.amount end), 0)
         from transfers t
         where x.account_id in (t.debit_account, t.credit_account) and t.action in (1, 3) and t.business_date <= p.last_date)
        """;

    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("poolBalances", $"""
            select 'month end ' || p.no || ' of account ' || x.account_id, {BalanceAt}::text, x.balance::text
            from pool_point_lines x join periods p on p.id = x.period_id
            where p.status >= 3 and x.balance <> {BalanceAt}
            """),
        new("poolPoints", """
            with earned as (
              select account_id, sum(points) as points from (
                select account_id, points from pool_points_taken
                union all select account_id, balance from pool_point_lines) e
              group by account_id)
            select 'points of account ' || coalesce(e.account_id, p.account_id), coalesce(e.points, 0)::text,
              coalesce(p.points, 0)::text
            from earned e full join pool_points p on p.account_id = e.account_id
            where coalesce(e.points, 0) <> coalesce(p.points, 0)
            """),
        new("poolPointsCarried", """
            select 'month end ' || no || ' of account ' || account_id, before::text, opening::text
            from (
              select p.no, x.account_id, x.opening,
                lag(x.total, 1, (select coalesce(sum(k.points), 0)::bigint from pool_points_taken k
                                 where k.account_id = x.account_id))
                  over (partition by x.account_id order by p.no) as before
              from pool_point_lines x join periods p on p.id = x.period_id) c
            where before <> opening
            """),
        new("poolPointsSum", """
            select 'points of ledger ' || l.code, '0', sum(p.points)::text
            from pool_points p join ledgers l on l.id = p.ledger_id
            where not exists (select from periods q where q.ledger_id = l.id and q.status = 2)
            group by l.code having sum(p.points) <> 0
            """),
        new("poolAccounts", """
            select 'points of account ' || x.account_id, 'ledger ' || coalesce(a.ledger_id::text, 'none'), 'ledger ' || x.ledger_id
            from (select account_id, ledger_id from pool_points
                  union select account_id, ledger_id from pool_point_lines) x
            left join accounts a on a.id = x.account_id
            where a.ledger_id is distinct from x.ledger_id
            """),
        new("agreementsDrawn", """
            select 'agreement ' || g.id, 'at most ' || g.amount, pool_drawn(g.id)::text
            from pool_agreements g where pool_drawn(g.id) > g.amount
            union all
            select 'agreement ' || d.agreement_id, 'drawn after it was agreed, by account ' || g.account_id,
              'by account ' || d.account_id || ' at ' || w.at
            from pool_draws d join pool_withdrawals w on w.operation = d.operation
            join pool_agreements g on g.id = d.agreement_id
            where d.account_id <> g.account_id
              or not exists (select from pool_signatures n where n.agreement_id = g.id and n.at <= w.at)
            """),
        new("poolWithdrawals", """
            select 'withdrawal ' || w.operation, w.loan || ' drawn', coalesce(sum(d.amount), 0)::text
            from pool_withdrawals w left join pool_draws d on d.operation = w.operation
            group by w.operation, w.loan having w.loan <> coalesce(sum(d.amount), 0)
            union all
            select 'withdrawal ' || w.operation, 'a posted operation', 'none'
            from pool_withdrawals w left join operations o on o.id = w.operation and o.refusal is null and o.commit_no is not null
            where o.id is null
            """),
        new("poolVotes", """
            select 'signature on agreement ' || n.agreement_id || ' by member ' || n.member_id, 'a member of the pool',
              'member ' || n.member_id
            from pool_signatures n join pool_agreements g on g.id = n.agreement_id
            where not exists (select from accounts a where a.ledger_id = g.ledger_id and a.member_id = n.member_id and a.role = 1)
            """),
    ];
}
