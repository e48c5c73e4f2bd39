using System.Collections.Immutable;
using System.Text.Json;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Forms and notices in PostgreSQL.</summary>
public sealed class PeopleQueries(RegionalDatabase database) : IPeopleQueries
{
    /// <inheritdoc />
    public Task<FormDetail?> FindFormAsync(MemberId member, CancellationToken cancellationToken) => database.FindRowAsync(
        """
        select m.name, f.business, f.address, f.age, coalesce(f.signors, '[]')::text, coalesce(f.projects, '{}'), f.agreed_on
        from members m left join member_forms f on f.member_id = m.id where m.id = $1
        """,
        static row => new FormDetail(
            row.GetString(0),
            row.TextOrNull(1),
            row.TextOrNull(2),
            row.IsDBNull(3) ? null : row.GetInt16(3),
            [.. JsonSerializer.Deserialize<Signor[]>(row.GetString(4))!],
            [.. row.GetFieldValue<string[]>(5)],
            row.DateOrNull(6)),
        cancellationToken, member);

    /// <inheritdoc />
    public Task<ImmutableArray<NoticeDetail>> FindNoticesAsync(
        CommunityId community, CancellationToken cancellationToken) => database.FindRowsAsync(
        """
        select n.id, n.kind, n.category, n.text, m.code, m.name, f.address, n.posted_at
        from notices n join members m on m.id = n.member_id left join member_forms f on f.member_id = m.id
        where m.community_id = $1 and n.ended_at is null
        order by n.kind, n.category, n.posted_at, n.id limit 1000
        """,
        static row => new NoticeDetail(
            row.Operation(0), (NoticeKind)row.GetInt16(1), (NoticeCategory)row.GetInt16(2), row.GetString(3), row.GetString(4),
            row.GetString(5), row.TextOrNull(6), row.Time(7)),
        cancellationToken, community);

    /// <inheritdoc />
    public Task<ImmutableArray<DecisionDetail>> FindDecisionsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) => database.FindRowsAsync(
        """
        select met_on, kind, subject, amount, votes_for, votes_against from coupon_decisions
        where ledger_id = $1 and met_on between $2 and $3 order by met_on, no limit 1000
        """,
        static row => new DecisionDetail(
            row.Date(0), (DecisionKind)row.GetInt16(1), row.GetString(2), row.LongOrNull(3), row.GetInt32(4), row.GetInt32(5)),
        cancellationToken, ledger, first, last);

    /// <inheritdoc />
    public Task<ImmutableArray<ProjectChoice>> FindProjectsAsync(
        CommunityId community, CancellationToken cancellationToken) => database.FindRowsAsync(
        """
        select min(btrim(p.project)), count(distinct m.id)
        from members m join member_forms f on f.member_id = m.id cross join unnest(f.projects) as p (project)
        where m.community_id = $1
        group by lower(btrim(p.project)) order by 2 desc, 1 limit 1000
        """,
        static row => new ProjectChoice(row.GetString(0), row.GetInt64(1)),
        cancellationToken, community);
}
