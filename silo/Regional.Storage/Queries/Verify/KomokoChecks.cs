namespace Regional.Storage.Queries.Verify;

/// <summary>Komoko: open lots are the positive balance of every maturity-aware account, and every lot adds up.</summary>
internal static class KomokoChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("komokoLots", """
            select 'account ' || l.code || '/' || a.code, 'open lots of ' || greatest(0, a.credits_posted - a.debits_posted),
              coalesce(o.open, 0)::text
            from accounts a
            join ledgers l on l.id = a.ledger_id and l.scheme = 'komoko'
            left join (select account_id, sum(open) as open from komoko_lots group by account_id) o on o.account_id = a.id
            where coalesce(o.open, 0) <> case
              when a.kind in (2, 3) and exists (
                select from komoko_holders h where h.ledger_id = a.ledger_id and h.member_id = a.member_id
                  and (a.kind = 3 or h.class = 1))
              then greatest(0, a.credits_posted - a.debits_posted) else 0 end
            """),
        new("komokoLotUses", """
            select 'lot ' || o.id, 'open ' || o.amount - coalesce(u.used, 0), 'open ' || o.open
            from komoko_lots o
            left join (select lot_id, sum(paid + charged) as used from komoko_lot_uses group by lot_id) u on u.lot_id = o.id
            where o.open <> o.amount - coalesce(u.used, 0)
            """),
        new("komokoDemurrage", """
            select 'operation ' || coalesce(u.operation, t.operation), 'demurrage of ' || coalesce(t.charged, 0),
              coalesce(u.charged, 0)::text
            from (select operation, sum(charged) as charged from komoko_lot_uses group by operation having sum(charged) > 0) u
            full join (
              select t.operation, sum(t.amount) as charged from transfers t
              join ledgers l on l.id = t.ledger_id and l.scheme = 'komoko'
              where t.purpose = 'demurrage' and t.action in (1, 3) and t.corrects is null group by t.operation) t
              on t.operation = u.operation
            where coalesce(u.charged, 0) <> coalesce(t.charged, 0)
            """),
        new("komokoLosses", """
            select 'operation ' || coalesce(p.ended_by, t.operation), 'loss of ' || coalesce(t.loss, 0),
              coalesce(p.loss, 0)::text
            from (select ended_by, loss from komoko_projects where ended_by is not null) p
            full join (
              select t.operation, t.amount as loss from transfers t
              join operations o on o.id = t.operation and o.kind = 160
              where t.purpose = 'loss' and t.action in (1, 3)) t on t.operation = p.ended_by
            where coalesce(p.loss, 0) <> coalesce(t.loss, 0)
            """),
    ];
}
