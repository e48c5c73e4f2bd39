namespace Regional.Storage.Queries.Verify;

/// <summary>Ledgers sum to zero, mirrors agree, histories end where accounts stand.</summary>
internal static class LedgerChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("ledgerSum", """
            select 'ledger ' || l.code, '0', sum(a.credits_posted::numeric - a.debits_posted)::text
            from ledgers l join accounts a on a.ledger_id = l.id group by l.id
            having sum(a.credits_posted::numeric - a.debits_posted) <> 0
            """),
        new("ledgerPendings", """
            select 'ledger ' || l.code, 'as much held as debits as credits', sum(a.credits_pending::numeric - a.debits_pending)::text
            from ledgers l join accounts a on a.ledger_id = l.id group by l.id
            having sum(a.credits_pending::numeric - a.debits_pending) <> 0
            """),
        new("transferLedger", """
            select 'transfer ' || t.operation || ':' || t.leg, 'accounts of ledger ' || t.ledger_id,
              'accounts of ledgers ' || coalesce(d.ledger_id::text, 'none') || ' and ' || coalesce(c.ledger_id::text, 'none')
            from transfers t left join accounts d on d.id = t.debit_account left join accounts c on c.id = t.credit_account
            where d.ledger_id is distinct from t.ledger_id or c.ledger_id is distinct from t.ledger_id
            """),
        new("mirror", """
            select 'ledger ' || l.code, 'counter amounts ' || -(above.credits_posted - above.debits_posted),
              'counter amounts ' || s.net
            from correspondents c join ledgers l on l.id = c.lower_ledger_id
            join accounts above on above.id = c.upper_account_id
            cross join lateral (
              select coalesce((select sum(t.counter_amount) from transfers t
                  where t.credit_account = c.lower_account_id and t.action in (1, 3)), 0)
                - coalesce((select sum(t.counter_amount) from transfers t
                  where t.debit_account = c.lower_account_id and t.action in (1, 3)), 0) as net) s
            where s.net <> -(above.credits_posted - above.debits_posted)
              and not exists (
                select from trades d join accounts p on p.id in (d.payer_account, d.payee_account)
                where d.status = 5 and p.ledger_id = l.id)
            """),
        new("accountHistory", """
            select 'account ' || a.id, coalesce('floor ' || coalesce(h.floor::text, 'none') || ', ceiling '
                || coalesce(h.ceiling::text, 'none') || ', status ' || h.status, 'a history'),
              'floor ' || coalesce(a.floor::text, 'none') || ', ceiling ' || coalesce(a.ceiling::text, 'none') || ', status '
                || a.status
            from accounts a left join lateral (
              select floor, ceiling, status from account_changes where account_id = a.id order by version desc limit 1) h on true
            where (h.floor, h.ceiling, h.status) is distinct from (a.floor, a.ceiling, a.status)
            """),
    ];
}
