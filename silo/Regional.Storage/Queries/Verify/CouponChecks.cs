namespace Regional.Storage.Queries.Verify;

/// <summary>Coupon books: notes against circulation, moves against notes, rupiah against convertible coupons.</summary>
internal static class CouponChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new(
            "notesOutside",
            """
            select l.code, b.balance::text, n.value::text
            from ledgers l
            join accounts a on a.ledger_id = l.id and a.role = 16
            cross join lateral (
              select coalesce(sum(case when t.credit_account = a.id then t.amount else -t.amount end), 0) as balance
              from transfers t where a.id in (t.debit_account, t.credit_account) and t.action in (1, 3)) b
            cross join lateral (
              select coalesce(sum(value), 0) as value from coupon_notes where ledger_id = l.id and state = 3) n
            where l.scheme = 'coupons' and b.balance <> n.value
            """),
        new(
            "noteStates",
            """
            select n.series || ' ' || n.number, coalesce(m.state, 'none'), n.state::text || ' issued ' || n.times_issued
            from coupon_notes n
            left join lateral (
              select case last.move when 1 then '3' when 2 then '1 or 2' when 3 then '4' when 4 then '3' when 5 then '1 or 2'
                          when 6 then '1 or 2' else '3' end as state, issued.times
              from (
                select k.move from coupon_moves k join operations o on o.id = k.operation
                where k.series = n.series and n.number between k.first_number and k.last_number
                order by o.commit_no desc, k.operation desc limit 1) last
              cross join (
                select count(*) filter (where k.move in (1, 4)) - count(*) filter (where k.move = 6) as times
                from coupon_moves k
                where k.series = n.series and n.number between k.first_number and k.last_number) issued) m on true
            where (m.state is null and (n.state in (3, 4) or n.times_issued <> 0))
               or (m.state is not null and (position(n.state::text in m.state) = 0 or n.times_issued <> m.times))
            """),
        new(
            "counterLines",
            """
            select l.operation::text,
                   coalesce(sum(case when c.id = t.credit_account then t.amount when c.id = t.debit_account then -t.amount end), 0)::text,
                   (l.notes_out - l.notes_in)::text
            from coupon_lines l
            join accounts c on c.ledger_id = l.ledger_id and c.role = 16
            left join operations o on o.id = l.operation
            left join transfers t on t.commit_no = o.commit_no and t.operation = l.operation and t.action = 1
            group by l.operation, l.notes_in, l.notes_out
            having coalesce(sum(case when c.id = t.credit_account then t.amount when c.id = t.debit_account then -t.amount end), 0)
                   <> l.notes_out - l.notes_in
            """),
        new(
            "rupiahReserve",
            """
            select c.code, (-contra.balance)::text, reserve.balance::text
            from ledgers c
            join lateral (
              select a.credits_posted - a.debits_posted as balance from accounts a
              where a.ledger_id = c.id and a.role = 21) contra on true
            left join lateral (
              select a.credits_posted - a.debits_posted as balance from accounts a join ledgers r on r.id = a.ledger_id
              where r.community_id = c.community_id and r.scheme = 'coupons-rupiah' and a.role = 23) reserve on true
            where c.scheme = 'coupons-convertible' and -contra.balance <> coalesce(reserve.balance, 0)
            """),
        new(
            "tillsSettled",
            """
            select t.id::text, 'closed with a difference', 'not booked'
            from coupon_tills t
            where t.closed_at < clock_timestamp() - interval '1 day' and t.settled_by is null
              and (cardinality(t.missing) > 0 or cardinality(t.found) > 0)
            """),
    ];
}
