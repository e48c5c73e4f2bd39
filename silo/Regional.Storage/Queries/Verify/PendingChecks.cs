namespace Regional.Storage.Queries.Verify;

/// <summary>The projection of pending transfers says what the journal says.</summary>
internal static class PendingChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("pendings", """
            with placed as (select * from transfers where action = 2),
            ended as (select * from transfers where action in (3, 4, 5)),
            replayed as (
              select p.operation, p.leg, p.ledger_id, p.debit_account, p.credit_account, p.amount, p.at as placed_at, p.expires_at,
                coalesce(e.action - 1, 1)::smallint as status, e.operation as resolved_by,
                case when e.action = 3 then e.amount end as posted_amount
              from placed p left join ended e on e.resolves_operation = p.operation and e.resolves_leg = p.leg)
            select 'pending ' || coalesce(r.operation, p.operation) || ':' || coalesce(r.leg, p.leg),
              (r.amount, r.status, r.resolved_by, r.posted_amount, r.expires_at)::text,
              (p.amount, p.status, p.resolved_by, p.posted_amount, p.expires_at)::text
            from replayed r full join pendings p on p.operation = r.operation and p.leg = r.leg
            where (r.ledger_id, r.debit_account, r.credit_account, r.amount, r.placed_at, r.expires_at, r.status, r.resolved_by,
                r.posted_amount)
              is distinct from (p.ledger_id, p.debit_account, p.credit_account, p.amount, p.placed_at, p.expires_at, p.status,
                p.resolved_by, p.posted_amount)
            """),
        new("resolutions", """
            select 'transfer ' || e.operation || ':' || e.leg,
              coalesce('ends ' || p.amount || ' held until ' || coalesce(p.expires_at::text, 'ever'), 'a pending transfer'),
              (array['', '', 'posts ', 'voids ', 'expires '])[e.action] || e.amount || ' at ' || e.at
            from transfers e
            left join transfers p on p.operation = e.resolves_operation and p.leg = e.resolves_leg and p.action = 2
              and p.ledger_id = e.ledger_id and p.debit_account = e.debit_account and p.credit_account = e.credit_account
            where e.action in (3, 4, 5) and (p.operation is null
              or case when e.action = 3 then e.amount > p.amount else e.amount <> p.amount end
              or (e.action = 5) <> coalesce(p.expires_at <= e.at, false)
              or (p.commit_no, p.ordinal) >= (e.commit_no, e.ordinal))
            """),
    ];
}
