namespace Regional.Storage.Queries.Verify;

/// <summary>
/// Periods: they follow one another without gap, their totals are what the journal's lines add up to by business date, each
/// opens with what the one before closed with, and nothing was dated into one after it was closed.
/// </summary>
internal static class PeriodChecks
{
    // A commit and the end of a period each read the clock; it may be set back between them.
    private const string ClockDoubt = "interval '1 minute'";

    // Posted amounts, either side: debits and credits of an account, and whether the balance was, left or passed zero.
    private const string Lines = """
        select t.ledger_id, t.debit_account as account_id, t.debit_entry as entry, t.business_date as day, t.at, t.operation,
          t.amount as debit, 0::bigint as credit, sign(t.debit_balance + t.amount) * sign(t.debit_balance) <= 0 as crosses
        from transfers t where t.action in (1, 3)
        union all
        select t.ledger_id, t.credit_account, t.credit_entry, t.business_date, t.at, t.operation, 0, t.amount,
          sign(t.credit_balance - t.amount) * sign(t.credit_balance) <= 0
        from transfers t where t.action in (1, 3)
        """;

    private const string Kept = """
        select p.ledger_id, p.no, t.* from period_totals t join periods p on p.id = t.period_id and p.status >= 3
        """;

    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("periodSpans", """
            select 'period ' || c.no || ' of ledger ' || l.code,
              'period ' || c.place || ' from ' || coalesce(c.begins::text, 'its first date') || ', '
                || case when c.is_newest then 'open' else 'no further than the one before' end,
              'period ' || c.no || ' from ' || c.first_date || ', state ' || c.status
            from (
              select p.*, row_number() over (partition by ledger_id order by no) as place,
                lag(last_date) over (partition by ledger_id order by no) + 1 as begins,
                lag(status) over (partition by ledger_id order by no) as before,
                lead(no) over (partition by ledger_id order by no) is null as is_newest
              from periods p) c
            join ledgers l on l.id = c.ledger_id
            where c.no <> c.place or c.first_date <> coalesce(c.begins, c.first_date)
              or (c.status = 1) <> c.is_newest or c.status > c.before
              or (c.status >= 2 and c.before < 3)
            """),
        new("periodStates", """
            select 'period ' || p.no || ' of ledger ' || l.code, 'reached ' || p.status || ' state by state, by commands',
              coalesce(m.reached, 'none')
            from periods p join ledgers l on l.id = p.ledger_id
            left join lateral (
              select string_agg(k.status || case when o.id is null then ' by none' else '' end, ', ' order by k.status) as reached,
                count(*) filter (where o.id is not null) as done, min(k.status) as low, max(k.status) as high,
                bool_or(k.at < k.before) as is_mixed
              from (select *, lag(at) over (order by status) as before from period_marks where period_id = p.id) k
              left join operations o on o.id = k.operation and o.refusal is null
                and o.kind = (array[0, 61, 64, 65, 66])[k.status]) m on true
            where (p.status > 1 and (m.low, m.high, m.done) is distinct from (2::smallint, p.status, (p.status - 1)::bigint))
              or (p.status = 1 and m.done > 0) or m.is_mixed
              or (p.accounts is null) <> (p.status < 2) or (p.totals is null) <> (p.status < 3)
            """),
        new("periodBooks", """
            select 'books of ledger ' || l.code,
              coalesce('closed until ' || p.last_date || case when p.status = 2 then ', totalling ' || p.no else '' end, 'not closed'),
              coalesce('closed until ' || b.closed_until || coalesce(', totalling ' || b.totalling_no, ''), 'not closed')
            from ledgers l
            left join lateral (
              select * from periods where ledger_id = l.id and status >= 2 order by no desc limit 1) p on true
            left join books b on b.ledger_id = l.id
            where p.last_date is distinct from b.closed_until
              or case when p.status = 2 then (p.id, p.no, p.first_date, p.last_date) end
                is distinct from case when b.totalling is not null
                  then (b.totalling, b.totalling_no, b.totalling_first, b.totalling_last) end
            """),
        new("periodSteps", """
            select 'step ' || coalesce(s.step, 'totals') || ' of period ' || p.no || ' of ledger ' || l.code,
              'done for ' || p.accounts || ' accounts, ' || coalesce(s.exceptions, 0) || ' exceptions',
              coalesce(case when s.done_at is null then 'not done' else 'done' end || ' for ' || s.accounts || ' accounts, '
                || coalesce(e.found, 0) || ' exceptions', 'none')
            from periods p join ledgers l on l.id = p.ledger_id
            left join period_steps s on s.period_id = p.id
            left join lateral (
              select count(*) as found from period_exceptions x where x.period_id = p.id and x.step = s.step) e on true
            where p.status >= 3 and (s.done_at is null or s.accounts < p.accounts or s.exceptions <> e.found)
            """),
        new("periodTotals", $"""
            with kept as ({Kept}),
            lines as (
              select l.account_id, coalesce(p.no, 0) as no, sum(l.debit) as debits, sum(l.credit) as credits,
                max(l.day) filter (where l.crosses) as crossed_on
              from ({Lines}) l
              join (select ledger_id, max(last_date) as ends from periods where status >= 3 group by ledger_id) b
                on b.ledger_id = l.ledger_id and l.day <= b.ends
              left join periods p on p.ledger_id = l.ledger_id and l.day between p.first_date and p.last_date
              group by l.account_id, coalesce(p.no, 0)),
            replayed as (
              select account_id, no, debits, credits,
                sum(credits - debits) over (partition by account_id order by no) as closing,
                max(crossed_on) over (partition by account_id order by no) as crossed_on
              from (
                select coalesce(k.account_id, l.account_id) as account_id, coalesce(k.no, l.no) as no,
                  coalesce(l.debits, 0) as debits, coalesce(l.credits, 0) as credits, l.crossed_on
                from kept k full join lines l on l.account_id = k.account_id and l.no = k.no) x)
            select 'period ' || r.no || ' of account ' || r.account_id,
              r.closing + r.debits - r.credits || ' − ' || r.debits || ' + ' || r.credits || ' = ' || r.closing
                || coalesce(', at zero on ' || r.crossed_on, ''),
              k.opening || ' − ' || k.debits || ' + ' || k.credits || ' = ' || k.closing
                || coalesce(', at zero on ' || k.crossed_on, '')
            from replayed r left join kept k on k.account_id = r.account_id and k.no = r.no
            where r.no > 0 and (k.opening, k.debits, k.credits, k.closing, k.crossed_on) is distinct from
              (r.closing + r.debits - r.credits, r.debits, r.credits, r.closing, r.crossed_on)
            """),
        new("periodOpenings", $"""
            with kept as ({Kept})
            select 'opening of period ' || k.no || ' of account ' || k.account_id, coalesce(b.closing, 0)::text, k.opening::text
            from kept k left join kept b on b.account_id = k.account_id and b.no = k.no - 1
            where k.no > 1 and k.opening <> coalesce(b.closing, 0)
            """),
        new("periodReports", """
            with sums as (
              select period_id, count(*) as accounts, count(*) filter (where debits <> 0 or credits <> 0) as moved_accounts,
                sum(debits) as debits, sum(credits) as credits, sum(greatest(closing, 0)) as positive_balances,
                sum(least(closing, 0)) as negative_balances, 9223372036854775807::numeric as most
              from period_totals group by period_id)
            select 'report of period ' || p.no || ' of ledger ' || l.code,
              s.accounts || ' accounts, ' || s.moved_accounts || ' moved, ' || s.debits || ' and ' || s.credits || ', '
                || s.positive_balances || ' and ' || s.negative_balances,
              p.totals::text
            from periods p join ledgers l on l.id = p.ledger_id left join sums s on s.period_id = p.id
            where p.status >= 3 and (
              s.debits is distinct from s.credits or s.positive_balances + s.negative_balances is distinct from 0
              or (s.accounts, s.moved_accounts, least(s.debits, s.most), least(s.credits, s.most),
                least(s.positive_balances, s.most), greatest(s.negative_balances, -s.most))
                is distinct from (
                  (p.totals ->> 'accounts')::bigint, (p.totals ->> 'moved_accounts')::bigint, (p.totals ->> 'debits')::numeric,
                  (p.totals ->> 'credits')::numeric, (p.totals ->> 'positive_balances')::numeric,
                  (p.totals ->> 'negative_balances')::numeric))
            """),
        new("periodLateLines", $"""
            with lines as ({Lines})
            select 'entry ' || x.entry || ' of account ' || x.account_id, 'before period ' || p.no || ' was closed',
              'dated ' || x.day || ', recorded at ' || x.at
            from periods p
            join lines x on x.ledger_id = p.ledger_id and x.day <= p.last_date and (p.no = 1 or x.day >= p.first_date)
            join period_marks m on m.period_id = p.id and m.status = 2
            left join period_totals t on t.period_id = p.id and t.account_id = x.account_id
            where p.status >= 2 and (
              (p.status >= 3 and x.entry > coalesce(t.entries, 0))
              or (x.at > m.at + {ClockDoubt} and (select kind from operations where id = x.operation) is distinct from 67))
            """),
    ];
}
