using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Directory;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Who takes part, from PostgreSQL.</summary>
public sealed class PartyQueries(RegionalDatabase database) : IPartyQueries
{
    private const string Regions = $"""
        select r.id, r.code, r.name, l.id, l.code, l.currency, l.scale, r.time_zone, {RegionPolicy.Columns}
        from regions r join ledgers l on l.region_id = r.id and l.community_id is null

        """;

    private const string Communities = """
        select c.id, r.id, r.code, c.code, c.name, c.status = 2, l.id, l.code
        from communities c join regions r on r.id = c.region_id
        left join ledgers l on l.community_id = c.id and l.is_trading

        """;

    private const string Ledgers = """
        select l.id, l.code, r.code, c.code, l.currency, l.scale, l.scheme, l.is_trading, l.terms_version,
          l.currency_name, l.currency_symbol
        from ledgers l join regions r on r.id = l.region_id left join communities c on c.id = l.community_id

        """;

    private const string Members = """
        select m.id, c.code, m.code, m.name from members m join communities c on c.id = m.community_id

        """;

    /// <inheritdoc />
    public Task<ImmutableArray<RegionDetail>> FindRegionsAsync(CancellationToken cancellationToken) =>
        database.FindRowsAsync(Regions + "order by r.code", ReadRegion, cancellationToken);

    /// <inheritdoc />
    public Task<RegionDetail?> FindRegionAsync(RegionId region, CancellationToken cancellationToken) =>
        database.FindRowAsync(Regions + "where r.id = $1", ReadRegion, cancellationToken, region);

    /// <inheritdoc />
    public async Task<Page<CommunityDetail>> FindCommunitiesAsync(
        RegionId region, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Communities + "where r.id = $1 and ($2::text is null or c.code > $2) order by c.code limit $3",
            ReadCommunity, cancellationToken, region, page.After, page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static community => community.Code);
    }

    /// <inheritdoc />
    public Task<CommunityDetail?> FindCommunityAsync(CommunityId community, CancellationToken cancellationToken) =>
        database.FindRowAsync(Communities + "where c.id = $1", ReadCommunity, cancellationToken, community);

    /// <inheritdoc />
    public async Task<Page<LedgerDetail>> FindLedgersAsync(
        RegionId region, CommunityId? community, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Ledgers + """
                where l.region_id = $1 and ($2::integer is null or l.community_id = $2)
                  and ($3::text is null or l.code > $3) order by l.code limit $4
                """,
            ReadLedger, cancellationToken, region, community, page.After, page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static ledger => ledger.Code);
    }

    /// <inheritdoc />
    public Task<LedgerDetail?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        database.FindRowAsync(Ledgers + "where l.id = $1", ReadLedger, cancellationToken, ledger);

    /// <inheritdoc />
    public async Task<Page<MemberDetail>> FindMembersAsync(
        CommunityId community, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Members + "where c.id = $1 and ($2::text is null or m.code > $2) order by m.code limit $3",
            ReadMember, cancellationToken, community, page.After, page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static member => member.Code);
    }

    /// <inheritdoc />
    public Task<MemberDetail?> FindMemberAsync(MemberId member, CancellationToken cancellationToken) =>
        database.FindRowAsync(Members + "where m.id = $1", ReadMember, cancellationToken, member);

    /// <inheritdoc />
    public Task<ImmutableArray<RateDetail>> FindRatesAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            """
            select t.id, l.code, t.kind, t.purpose, t.side, t.numerator, t.denominator, t.valid_from, t.actor, t.reason
            from rates t join ledgers l on l.id = t.ledger_id where l.id = $1 order by t.valid_from desc, t.id desc
            """,
            static row => new RateDetail(
                row.GetInt64(0), row.GetString(1), (TransferKind)row.GetInt16(2),
                row.GetString(3) is { Length: > 0 } purpose ? purpose : null, (RateSide)row.GetInt16(4),
                new Rate(row.GetInt64(5), row.GetInt64(6)), row.Date(7), row.GetString(8), row.TextOrNull(9)),
            cancellationToken,
            ledger);

    /// <inheritdoc />
    public Task<ImmutableArray<TermsDetail>> FindTermsAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            """
            select t.id, l.code, t.valid_from, t.scheme, t.parameters, t.actor, t.reason, o.at
            from terms t join ledgers l on l.id = t.ledger_id join operations o on o.id = t.operation
            where l.id = $1 order by t.valid_from desc, t.id desc
            """,
            static row => new TermsDetail(
                row.GetInt64(0), row.GetString(1), row.Date(2), row.GetString(3),
                DatedTermsRow.ReadParameters(row.GetString(4)), row.GetString(5), row.TextOrNull(6), row.Time(7)),
            cancellationToken,
            ledger);

    /// <inheritdoc />
    public Task<CalendarDetail?> FindCalendarAsync(RegionId region, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            """
            select id, cycle, closes_at, weekend, holidays, actor, reason from calendars where region_id = $1
            order by id desc limit 1
            """,
            static row => new CalendarDetail(
                row.GetInt64(0), row.GetString(1), row.GetFieldValue<TimeOnly>(2),
                [.. row.GetFieldValue<short[]>(3).Select(static day => (int)day)],
                [.. row.GetFieldValue<DateOnly[]>(4)], row.GetString(5), row.TextOrNull(6)),
            cancellationToken,
            region);

    private static RegionDetail ReadRegion(NpgsqlDataReader row)
    {
        var policy = RegionPolicy.Read(row, 8);
        return new RegionDetail(
            new RegionId(row.GetInt32(0)), row.GetString(1), row.GetString(2), new LedgerId(row.GetInt32(3)),
            row.GetString(4), row.Currency(5), row.GetString(7), policy.CapPolicy, policy.QueueCountMax);
    }

    private static CommunityDetail ReadCommunity(NpgsqlDataReader row) => new(
        new CommunityId(row.GetInt32(0)), new RegionId(row.GetInt32(1)), row.GetString(2), row.GetString(3),
        row.GetString(4), row.GetBoolean(5), row.IntOrNull(6) is { } ledger ? new LedgerId(ledger) : null,
        row.TextOrNull(7));

    private static LedgerDetail ReadLedger(NpgsqlDataReader row) => new(
        new LedgerId(row.GetInt32(0)), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.Currency(4),
        row.GetString(6), row.GetBoolean(7), row.GetInt64(8), row.TextOrNull(9), row.TextOrNull(10));

    private static MemberDetail ReadMember(NpgsqlDataReader row) =>
        new(new MemberId(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetString(3));
}
