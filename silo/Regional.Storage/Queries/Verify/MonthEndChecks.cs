namespace Regional.Storage.Queries.Verify;

/// <summary>
/// What the ends of periods charged in coupon books and komokos: every account that owed it, once, what the terms of the
/// period's last date say, worked out again from the journal.
/// </summary>
internal static class MonthEndChecks
{
    // Kind 67: a posting of a period's end. Terms in force on its last date as they stood when it was totalled.
    private const string Ended = """
        select p.*, l.code, l.scale, coalesce((
          select t.parameters from terms t join operations o on o.id = t.operation
          where t.ledger_id = p.ledger_id and t.valid_from <= p.last_date and o.at <= p.totalled_at
          order by t.valid_from desc, t.id desc limit 1), '{}'::jsonb) as terms
        from (
          select q.*, m.at as totalled_at from periods q join period_marks m on m.period_id = q.id and m.status = 3) p
        join ledgers l on l.id = p.ledger_id
        where l.scheme = '
        """;

    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("couponCharges", $"""
            with ended as ({Ended}coupons'),
            due as (
              select p.id, p.no, p.code, p.ledger_id, p.last_date, round((p.terms ->> 'monthlyCharge')::numeric * 10 ^ p.scale) as charge
              from ended p
              where exists (select from period_steps s where s.period_id = p.id and s.step = 'charge' and s.done_at is not null)),
            charged as (
              select d.id, t.debit_account as account_id, count(*) as times, sum(t.amount) as amount
              from due d
              join transfers t on t.ledger_id = d.ledger_id and t.business_date = d.last_date and t.purpose = 'fee'
                and t.action = 1
              join operations o on o.id = t.operation and o.kind = 67
              group by d.id, t.debit_account)
            select 'account ' || d.code || '/' || a.code || ' in period ' || d.no,
              case when a.role = 1 then 'charged ' || d.charge else 'not charged' end,
              coalesce(c.amount || ' in ' || c.times, 'nothing')
            from due d
            join accounts a on a.ledger_id = d.ledger_id
            join period_totals k on k.period_id = d.id and k.account_id = a.id
            left join charged c on c.id = d.id and c.account_id = a.id
            join ledgers l on l.id = d.ledger_id join regions r on r.id = l.region_id
            where case
              when c.times is null then a.role = 1 and a.status <> 4 and d.charge > 0
                and ((a.opened_at at time zone r.time_zone)::date <= d.last_date
                  or k.opening <> 0 or k.debits <> 0 or k.credits <> 0)
                and not exists (
                  select from period_exceptions x where x.period_id = d.id and x.step = 'charge' and x.account_id = a.id)
              else a.role <> 1 or c.times <> 1 or c.amount <> d.charge end
            """),
        new("couponRepayments", $"""
            with ended as ({Ended}coupons'),
            owed as (
              select p.id, p.no, p.code, k.account_id, -k.opening as debt,
                floor(-k.opening * (p.terms ->> 'monthlyRepayment')::numeric / 100 + 0.5) as due,
                coalesce((
                  select sum(t.amount) from transfers t
                  where t.credit_account = k.account_id and t.action in (1, 3) and t.corrects is null
                    and t.business_date between p.first_date and p.last_date
                    and not exists (
                      select from corrections c join operations o on o.id = c.correction
                      where c.corrected = t.operation and o.at < s.done_at)), 0) as paid
              from ended p
              join period_steps s on s.period_id = p.id and s.step = 'repayments' and s.done_at is not null
              join period_totals k on k.period_id = p.id and k.opening < 0
              join accounts a on a.id = k.account_id and a.role = 1)
            select 'account ' || coalesce(o.account_id, r.account_id) || ' in period ' || coalesce(o.no::text, ''),
              coalesce(o.debt || ', due ' || o.due || ', paid ' || o.paid, 'nothing owed'),
              coalesce(r.debt || ', due ' || r.due || ', paid ' || r.paid, 'no line')
            from owed o full join coupon_repayments r on r.period_id = o.id and r.account_id = o.account_id
            where (o.debt, o.due, o.paid) is distinct from (r.debt::numeric, r.due::numeric, r.paid::numeric)
            """),
        new("komokoClearings", $"""
            with ended as ({Ended}komoko'),
            turnovers as (
              select p.id, p.no, p.code, p.terms, a.id as account_id, a.code as account, d.day
              from ended p
              join accounts a on a.ledger_id = p.ledger_id and a.kind = 2 and a.role = 1
              join lateral (
                select h.* from komoko_holders h join operations o on o.id = h.operation and o.at <= p.totalled_at
                where h.ledger_id = a.ledger_id and h.member_id = a.member_id and h.valid_from <= p.last_date
                order by h.valid_from desc, h.id desc limit 1) h on h.class = 2
              cross join lateral (
                select case when h.first_clearing + 1 = date_trunc('month', h.first_clearing + 1)::date
                    then m.last_day else least(m.first_day + extract(day from h.first_clearing)::integer - 1, m.last_day) end as day
                from (
                  select s::date as first_day, (s + interval '1 month')::date - 1 as last_day,
                    extract(year from s) * 12 + extract(month from s)
                      - extract(year from h.first_clearing) * 12 - extract(month from h.first_clearing) as months
                  from generate_series(date_trunc('month', p.first_date::timestamp), p.last_date::timestamp, interval '1 month') s) m
                where mod(m.months, h.turnover_months) = 0) d
              where d.day between p.first_date and p.last_date
                and exists (select from period_steps s where s.period_id = p.id and s.step = 'clearing' and s.done_at is not null)
                and not exists (select from period_exceptions x where x.period_id = p.id and x.account_id = a.id)),
            figures as (
              select t.*, b.before, b.levy, b.cover, b.is_by_period,
                coalesce(nullif(t.terms ->> 'levyRate', ''), '0.01') as rate
              from turnovers t
              cross join lateral (
                select coalesce(sum(e.signed) filter (where not e.is_ours), 0) as before,
                  coalesce(-sum(e.signed) filter (where e.is_ours and e.purpose = 'levy'), 0) as levy,
                  coalesce(sum(e.signed) filter (where e.is_ours and e.purpose = 'clearing'), 0) as cover,
                  coalesce(bool_or(e.kind = 67) filter (where e.is_ours), true) as is_by_period
                from (
                  select x.purpose, o.kind, o.kind in (67, 153) and x.business_date = t.day and x.purpose in ('levy', 'clearing') as is_ours,
                    case when x.credit_account = t.account_id then x.amount else -x.amount end as signed
                  from transfers x join operations o on o.id = x.operation
                  where t.account_id in (x.debit_account, x.credit_account) and x.action in (1, 3) and x.business_date <= t.day) e) b)
            select 'account ' || f.code || '/' || f.account || ' on ' || f.day,
              'levy of ' || w.levy || ', covered by at most ' || greatest(0, -f.before), 'levy of ' || f.levy || ', covered by ' || f.cover
            from figures f
            cross join lateral (
              select floor(abs(f.before + f.cover) * split_part(f.rate, '/', 1)::numeric
                / coalesce(nullif(split_part(f.rate, '/', 2), ''), '1')::numeric) as levy) w
            where f.is_by_period and (w.levy <> f.levy or f.cover < 0 or f.cover > greatest(0, -f.before))
            """),
        new("komokoCharged", $"""
            with ended as ({Ended}komoko')
            select 'lot ' || o.id || ' of ' || p.code || '/' || a.code, 'charged up to ' || p.last_date, 'charged up to ' || o.accrued_to
            from ended p
            join period_steps s on s.period_id = p.id and s.step = 'demurrage' and s.done_at is not null
            join accounts a on a.ledger_id = p.ledger_id and a.role = 1
            join komoko_lots o on o.account_id = a.id and o.open > 0 and o.matures_on <= p.last_date and o.accrued_to < p.last_date
            cross join lateral (
              select string_to_array(coalesce(nullif(p.terms ->> 'demurrageSchedule', ''), '0.01,0.02,0.04'), ',') as rates) r
            cross join lateral (
              select coalesce(sum(r.rates[least((d.day::date - o.matures_on) / 30 + 1, cardinality(r.rates))]::numeric), 0) as days
              from generate_series(
                greatest(o.accrued_to + 1, o.matures_on)::timestamp, p.last_date::timestamp, interval '1 day') as d (day)) c
            where floor((o.accrued + o.open * c.days * 1000000) / 30000000) >= 1
              and not exists (
                select from period_exceptions x where x.period_id = p.id and x.step = 'demurrage' and x.account_id = a.id)
            """),
    ];
}
