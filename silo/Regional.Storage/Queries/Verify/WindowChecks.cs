namespace Regional.Storage.Queries.Verify;

/// <summary>Windows follow one another without gap, and each holds exactly the region's transfers of its time.</summary>
internal static class WindowChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        new("windowSequence", """
            select 'window ' || no || ' of region ' || region_id, 'number ' || expected_no || ' from ' || coalesce(expected_opens::text, 'any'),
              'number ' || no || ' from ' || opens
            from (
              select region_id, no, opens, row_number() over region as expected_no, lag(closes) over region as expected_opens
              from windows window region as (partition by region_id order by opens)) w
            where no <> expected_no or opens is distinct from coalesce(expected_opens, opens)
            """),
        new("windowStatus", """
            select 'window ' || w.no || ' of region ' || w.region_id, 'closed after its time, settled when all is paid',
              (array['open', 'closing', 'closed', 'settled'])[w.status] || ', closed at ' || coalesce(w.closed_at::text, 'never')
            from windows w
            where (w.status >= 3) <> coalesce(w.closed_at >= w.closes, false)
              or (w.status = 4) <> (w.settled_at is not null)
              or (w.status >= 3) <> exists (select from window_steps s where s.window_id = w.id and s.step = 3)
              or (w.status = 4 and exists (select from settlement_instructions i where i.window_id = w.id and i.status < 3))
              or exists (
                select from windows earlier where earlier.region_id = w.region_id and earlier.no < w.no and earlier.status < 3
                  and w.status >= 3)
            """),
        new("windowOfTransfer", """
            select 'transfer ' || t.operation || ':' || t.leg || ' of ' || t.at,
              case when l.community_id is null and t.action in (1, 3) then 'a window of region ' || l.region_id else 'no window' end,
              coalesce('window ' || w.no || ' of region ' || w.region_id || ', ' || w.opens || ' to ' || w.closes,
                'window ' || t.window_id, 'no window')
            from transfers t join ledgers l on l.id = t.ledger_id left join windows w on w.id = t.window_id
            where case when l.community_id is null and t.action in (1, 3)
              then w.id is null or w.region_id <> l.region_id or t.at < w.opens or t.at >= w.closes
              else t.window_id is not null end
            """),
    ];
}
