namespace Regional.Storage.Queries.Verify;

/// <summary>Settlements rest on the journal's positions, and their payments on its transfers.</summary>
internal static class SettlementChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        // PositionRow says the same of one window; here one pass serves all, each opening with the sum of those before.
        new("settlementPositions", """
            with moved as (
              select t.window_id, side.account, sum(side.paid) as paid, sum(side.received) as received
              from transfers t
              left join settlement_instructions confirmed on confirmed.confirmed_by = t.operation
              cross join lateral (values (t.debit_account, t.amount, 0), (t.credit_account, 0, t.amount))
                as side (account, paid, received)
              where t.window_id is not null and t.action in (1, 3) and confirmed.id is null
              group by t.window_id, side.account),
            cash as (
              select window_id, account_id as account, case when is_pay_out then -amount else amount end as settled
              from settlement_instructions),
            line as (
              select w.id, w.no, a.id as account, coalesce(m.paid, 0) as paid, coalesce(m.received, 0) as received,
                coalesce(c.settled, 0) as settled
              from windows w join ledgers l on l.region_id = w.region_id and l.community_id is null
              join accounts a on a.ledger_id = l.id and a.role = 10
              left join moved m on m.window_id = w.id and m.account = a.id
              left join cash c on c.window_id = w.id and c.account = a.id),
            replayed as (
              select id, account, paid, received,
                coalesce(sum(received - paid + settled) over (
                  partition by account order by no rows between unbounded preceding and 1 preceding), 0) as opening
              from line)
            select 'account ' || coalesce(r.account, p.account_id) || ' in window ' || coalesce(r.id, p.window_id),
              (r.opening, r.paid, r.received)::text, (p.opening, p.paid, p.received)::text
            from (select r.* from replayed r join window_steps s on s.window_id = r.id and s.step = 5) r
            full join settlement_positions p on p.window_id = r.id and p.account_id = r.account
            where (r.opening, r.paid, r.received) is distinct from (p.opening, p.paid, p.received)
              and (p.account_id is not null or (r.opening, r.paid, r.received) <> (0, 0, 0))
            """),
        new("settlementSums", """
            select 'account ' || account_id || ' in window ' || window_id, 'opening - paid + received = position = carried + settled',
              (opening, paid, received, position, carried, settled)::text
            from settlement_positions where opening - paid + received <> position or carried + settled <> position
            union all
            select 'window ' || window_id, 'as much paid in as paid out', sum(settled)::text
            from settlement_positions group by window_id having sum(settled) <> 0
            """),
        new("settlementInstructions", """
            select 'account ' || coalesce(p.account_id, i.account_id) || ' in window ' || coalesce(p.window_id, i.window_id),
              'a payment of ' || coalesce(p.settled, 0),
              coalesce(case when i.is_pay_out then '' else '-' end || i.amount, 'none')
            from (select * from settlement_positions where settled <> 0) p
            full join settlement_instructions i on i.window_id = p.window_id and i.account_id = p.account_id
            where p.settled is distinct from case when i.is_pay_out then i.amount else -i.amount end
            """),
        new("settlementPayments", """
            select 'instruction ' || i.id, case i.status when 2 then 'pending of ' else 'posted with ' end || i.amount,
              coalesce('operation ' || case i.status when 2 then i.placed_by else i.confirmed_by end, 'none')
            from settlement_instructions i
            left join operations o on o.id = case i.status when 2 then i.placed_by else i.confirmed_by end and o.refusal is null
            left join transfers t on t.commit_no = o.commit_no and t.operation = o.id and t.amount = i.amount
              and t.action = case i.status when 2 then 2 else 3 end
              and i.account_id = case when i.is_pay_out then t.debit_account else t.credit_account end
            where i.status >= 2 and t.operation is null
            """),
        new("arrears", """
            select 'instruction ' || r.instruction_id, 'arrears end with the payment',
              coalesce('cleared at ' || r.cleared_at, 'not cleared') || ', payment ' || i.status
            from arrears r join settlement_instructions i on i.id = r.instruction_id
            where (i.status = 3) <> (r.cleared_at is not null)
            """),
    ];
}
