namespace Regional.Storage.Queries.Verify;

/// <summary>
/// Mutual credit (000; Riegel as 003 cites him): nobody went further below zero while it was switched off, granted limits
/// are those that were set, draws on the powers are numbered, explained by their payments and within what was granted.
/// </summary>
internal static class CreditChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        // The switch holds the books alone, so its time stands between those of the commits before and after it.
        new("creditSwitched", """
            with spans as (
              select ledger_id, is_on, at, lead(at) over (partition by ledger_id order by id) as until
              from credit_switches)
            select 'transfer ' || t.operation || '/' || t.leg, 'at least 0 while credit is off', t.debit_balance::text
            from spans s join transfers t on t.ledger_id = s.ledger_id and t.at > s.at and (s.until is null or t.at < s.until)
            join accounts a on a.id = t.debit_account and a.role = 1
            where not s.is_on and t.action in (1, 2) and t.forced_reason is null and t.debit_balance < 0
            union all
            select 'switch of ledger ' || s.ledger_id, 'a command of kind 90', coalesce(o.kind::text, 'none')
            from credit_switches s left join operations o on o.id = s.operation and o.refusal is null
            where o.kind is distinct from 90::smallint
            """),
        new("creditGrants", """
            select 'grant to account ' || g.account_id || ' by ' || g.operation, 'floor ' || (-g.credit_limit),
              coalesce('floor ' || c.floor, 'none')
            from credit_grants g
            left join account_changes c on c.account_id = g.account_id and c.operation = g.operation
            where c.floor is distinct from -g.credit_limit or (g.ceiling is not null and c.ceiling is distinct from g.ceiling)
            union all
            select 'grant to account ' || g.account_id || ' by ' || g.operation, 'a command of kind 92',
              coalesce(o.kind::text, 'none')
            from credit_grants g left join operations o on o.id = g.operation and o.refusal is null
            where o.kind is distinct from 92::smallint
            """),
        new("creditDraws", """
            with drawn as (
              select d.*, row_number() over (partition by account_id order by no) as place,
                lag(payroll_used, 1, 0::bigint) over (partition by account_id order by no) as payroll_before,
                row_number() over (partition by account_id, operation order by no desc) as from_last
              from credit_draws d)
            select 'draw ' || no || ' of account ' || account_id, 'number ' || place, 'number ' || no
            from drawn where no <> place
            union all
            select 'draw ' || no || ' of account ' || account_id,
              'payroll power at most ' || payroll_before + case when power = 1 then amount else 0 end || ' used',
              payroll_used::text
            from drawn where payroll_used > payroll_before + case when power = 1 then amount else 0 end
            union all
            select 'draw ' || d.no || ' of account ' || d.account_id, 'within a power of ' || coalesce(g.most, 0),
              case d.power when 1 then d.payroll_used else d.commercial_used end::text
            from drawn d
            left join lateral (
              select max(case d.power when 1 then g.payroll else g.commercial end) as most
              from credit_grants g where g.account_id = d.account_id) g on true
            where case d.power when 1 then d.payroll_used else d.commercial_used end > coalesce(g.most, 0)
            union all
            select 'draws of account ' || d.account_id || ' by ' || d.operation, 'at least ' || -t.debit_balance || ' used',
              (d.payroll_used + d.commercial_used)::text
            from drawn d
            join lateral (
              select debit_balance from transfers
              where debit_account = d.account_id and operation = d.operation order by debit_entry desc limit 1) t on true
            where d.from_last = 1 and d.payroll_used + d.commercial_used < -t.debit_balance
            union all
            select 'draw ' || d.no || ' of account ' || d.account_id, 'a payment of at least ' || d.amount, 'none'
            from drawn d
            where d.returns is null and not exists (
              select from transfers t where t.operation = d.operation and t.debit_account = d.account_id
                and t.action in (1, 2) and t.amount >= d.amount)
            union all
            select 'draw ' || d.no || ' of account ' || d.account_id, 'takes back ' || d.returns, 'no such end or correction'
            from drawn d
            where d.returns is not null and not exists (
              select from transfers t
              left join transfers p on p.operation = t.corrects and p.resolves_operation = d.returns
              where t.operation = d.operation and (
                (t.credit_account = d.account_id and (t.corrects = d.returns or p.operation is not null))
                or (t.debit_account = d.account_id and t.resolves_operation = d.returns)))
            union all
            select 'payment ' || b.returns || ' of account ' || b.account_id, 'at most ' || coalesce(d.amount, 0) || ' given back',
              (-b.amount)::text
            from (
              select account_id, returns, power, sum(amount) as amount from drawn where returns is not null
              group by account_id, returns, power) b
            left join (
              select account_id, operation, power, sum(amount) as amount from drawn where returns is null
              group by account_id, operation, power) d
              on d.account_id = b.account_id and d.operation = b.returns and d.power = b.power
            where -b.amount > coalesce(d.amount, 0)
            """),
        // Every payment below zero under Riegel's model draws on a power. The terms as they were known when it was posted.
        new("creditPowers", """
            select 'payment ' || t.operation || ' of account ' || t.debit_account, 'a draw on a power', 'none'
            from terms m
            join transfers t on t.ledger_id = m.ledger_id
            join accounts a on a.id = t.debit_account and a.role = 1
            where m.scheme = 'mutual-credit' and m.parameters ->> 'limitModel' = 'riegel'
              and t.action = 1 and t.forced_reason is null and t.debit_balance < 0
              and m.id = (
                select n.id from terms n join operations o on o.id = n.operation
                where n.ledger_id = t.ledger_id and n.valid_from <= t.business_date and o.at <= t.at
                order by n.valid_from desc, n.id desc limit 1)
              and not exists (
                select from credit_draws d where d.operation = t.operation and d.account_id = t.debit_account)
            """),
    ];
}
