using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Access;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Access;

/// <summary>Tokens in PostgreSQL, read anew at every call: a revocation holds at once.</summary>
public sealed class TokenStore(RegionalDatabase database, CommandExecutor commands) : ITokenStore
{
    private const string Select = """
        select t.id, t.actor, t.role, coalesce(t.region_id, c.region_id), r.code, t.community_id, c.code, t.member_id, m.code,
          t.issued_at, t.issued_by, t.expires_at, t.revoked_at, t.note
        from tokens t left join communities c on c.id = t.community_id
        left join regions r on r.id = coalesce(t.region_id, c.region_id) left join members m on m.id = t.member_id

        """;

    /// <inheritdoc />
    public Task<TokenRecord?> FindAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            Select + """
                where t.hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > clock_timestamp())
                """,
            Read,
            cancellationToken,
            hash.ToArray());

    /// <inheritdoc />
    public Task<ImmutableArray<TokenRecord>> FindTokensAsync(
        RegionId? region, CommunityId? community, OperationId? before, int limit, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            Select + """
                where coalesce(t.region_id, c.region_id) is not distinct from $1::integer and ($2::integer is null or t.community_id = $2)
                  and ($3::uuid is null or (t.issued_at, t.id) < (select issued_at, id from tokens where id = $3))
                order by t.issued_at desc, t.id desc limit $4
                """,
            Read,
            cancellationToken,
            region,
            community,
            before,
            limit);

    /// <inheritdoc />
    public async Task<bool> BootstrapAsync(
        OperationId id, RegionId? region, AccessRole role, ImmutableArray<byte> hash, string actor,
        CancellationToken cancellationToken)
    {
        var good = await database.FindRowsAsync(
            """
            select id from tokens where region_id is not distinct from $1::integer and role = $2 and id <> $3 and revoked_at is null
              and (expires_at is null or expires_at > clock_timestamp()) limit 1
            """,
            static row => row.Operation(0), cancellationToken, region, role, id);
        if (!good.IsEmpty)
        {
            return false;
        }

        var issue = new IssueToken(hash, actor, role, region, Community: null, Member: null, ExpiresAt: null)
        {
            Id = id,
            Actor = "operator:bootstrap",
            Reason = "first token",
        };
        return await commands.ExecuteAsync(issue, cancellationToken) is CommandOutcome.Done;
    }

    private static TokenRecord Read(NpgsqlDataReader row) => new(
        row.Operation(0),
        row.GetString(1),
        (AccessRole)row.GetInt16(2),
        row.IntOrNull(3) is { } region ? new RegionId(region) : null,
        row.TextOrNull(4),
        row.IntOrNull(5) is { } community ? new CommunityId(community) : null,
        row.TextOrNull(6),
        row.LongOrNull(7) is { } member ? new MemberId(member) : null,
        row.TextOrNull(8),
        row.Time(9),
        row.GetString(10),
        row.TimeOrNull(11),
        row.TimeOrNull(12),
        row.TextOrNull(13));
}
