namespace Regional.Storage.Queries.Verify;

/// <summary>A posted trade is on its transfers, in every ledger of its path; one that is not posted is on none.</summary>
internal static class TradeChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("trades", """
            with made as (
              select trade, operation, (array_agg(debit_account order by leg))[1] as payer,
                (array_agg(credit_account order by leg desc))[1] as payee, (array_agg(amount order by leg desc))[1] as amount
              from transfers where trade is not null and corrects is null group by trade, operation)
            select 'trade ' || coalesce(t.id, m.trade),
              coalesce('posted by ' || m.operation || ', account ' || m.payer || ' to ' || m.payee || ', ' || m.amount, 'not posted'),
              coalesce((array['queued', 'posted', 'cancelled', 'refused', 'in flight', 'voided'])[t.status] || ' by '
                || coalesce(t.decided_by::text, 'nobody') || ', account ' || t.payer_account || ' to ' || t.payee_account || ', '
                || t.payee_amount, 'no such trade')
            from made m full join (select * from trades where status <> 5) t on t.id = m.trade and t.decided_by = m.operation
            where case when m.trade is null then t.status in (2)
              when t.id is null then not exists (select from trades f where f.id = m.trade and f.status = 5)
              else t.status <> 2 or (t.payer_account, t.payee_account, t.payee_amount) <> (m.payer, m.payee, m.amount) end
            """),
        new("tradeDecisions", """
            select 'trade ' || t.id, 'an operation that decided it', coalesce('operation ' || t.decided_by, 'none')
            from trades t left join operations o on o.id = t.decided_by and o.refusal is null
            where t.status in (2, 3, 4) and o.id is null
            """),
    ];
}
