namespace Regional.Storage.Queries.Verify;

/// <summary>Operations and transfers name each other; facts and corrections rest on what was posted.</summary>
internal static class OperationChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("operationTransfers", """
            with made as (
              select operation, commit_no, count(*) as legs, min(leg) as low, max(leg) as high from transfers
              group by operation, commit_no)
            select 'operation ' || coalesce(o.id, m.operation),
              case when m.operation is null then 'no transfers' else m.legs || ' transfers in commit ' || m.commit_no end,
              case when o.id is null then 'no such operation' when o.refusal is not null then 'refused ' || o.refusal
                else 'commit ' || coalesce(o.commit_no::text, 'none') end
            from made m full join (select * from operations where commit_no is not null) o
              on o.id = m.operation and o.commit_no = m.commit_no
            where m.operation is null or o.id is null or o.refusal is not null
            """),
        new("operationLegs", """
            select 'operation ' || operation, 'legs 0 to ' || count(*) - 1, 'legs ' || min(leg) || ' to ' || max(leg)
            from transfers group by operation having min(leg) <> 0 or max(leg) <> count(*) - 1 or count(distinct leg) <> count(*)
            """),
        new("operationOutcome", """
            select 'operation ' || id, 'an outcome', 'neither transfers, result nor refusal'
            from operations where commit_no is null and result is null and refusal is null
            """),
        new("commits", """
            select 'commit ' || t.commit_no, 'recorded at ' || t.at, coalesce('recorded at ' || c.at, 'no such commit')
            from (select commit_no, at from transfers group by commit_no, at) t left join commits c on c.no = t.commit_no
            where c.at is distinct from t.at
            """),
        new("corrections", """
            with said as (select distinct corrects, operation from transfers where corrects is not null)
            select 'operation ' || coalesce(s.corrects, c.corrected), coalesce('corrected by ' || s.operation, 'not corrected'),
              coalesce('corrected by ' || c.correction, 'not corrected')
            from said s full join corrections c on c.corrected = s.corrects and c.correction = s.operation
            where s.corrects is null or c.corrected is null
            union all
            select 'operation ' || c.corrected, 'posted', 'not posted'
            from corrections c left join operations o on o.id = c.corrected and o.commit_no is not null and o.refusal is null
            where o.id is null
            """),
        new("documentClaims", """
            select 'document ' || d.document_number, 'a posting that credits account ' || d.payee, 'operation ' || d.operation
            from document_claims d
            left join operations o on o.id = d.operation and o.refusal is null
            left join transfers t on t.commit_no = o.commit_no and t.operation = o.id and t.credit_account = d.payee
              and t.ledger_id = d.ledger_id and t.document_number = d.document_number
            where t.operation is null
            """),
        new("requests", """
            select 'request ' || q.id, 'an operation that answered it', coalesce('operation ' || q.answered_by, 'none')
            from payment_requests q left join operations o on o.id = q.answered_by and o.refusal is null
            where q.status in (2, 3, 5) and (o.id is null or (q.status = 2) <> (o.commit_no is not null))
            """),
    ];
}
