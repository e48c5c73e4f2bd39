using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Contracts.Access;

/// <summary>Who may do what. Tokens are issued and revoked by commands; only their SHA-256 is stored.</summary>
public interface ITokenStore
{
    /// <summary>The token of that digest if it is good now by the database's clock; null: unknown, revoked or expired.</summary>
    Task<TokenRecord?> FindAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);

    /// <summary>Tokens of a region (its own and its communities'), newest first, also those no longer good.</summary>
    /// <param name="region">The region; null: tokens for every region.</param>
    /// <param name="community">Only those of this community; null: all.</param>
    /// <param name="before">Only those issued before this token; null: from the newest.</param>
    /// <param name="limit">Most to return.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ImmutableArray<TokenRecord>> FindTokensAsync(
        RegionId? region, CommunityId? community, OperationId? before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Issues the first token of a role in a region, for whoever runs the machine: allowed as long as the region has no
    /// token of that role that is still good. Safe to repeat with the same id and digest.
    /// </summary>
    /// <param name="id">The token's id.</param>
    /// <param name="region">The region; null, for a coordinator: every region, before there is one.</param>
    /// <param name="role">Coordinator, operator or bank.</param>
    /// <param name="hash">SHA-256 of the secret.</param>
    /// <param name="actor">Who acts with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False: there is a good token of that role already.</returns>
    Task<bool> BootstrapAsync(
        OperationId id, RegionId? region, AccessRole role, ImmutableArray<byte> hash, string actor,
        CancellationToken cancellationToken);
}

/// <summary>A token without its secret.</summary>
public sealed record TokenRecord(
    OperationId Id, string Actor, AccessRole Role, RegionId? Region, string? RegionCode, CommunityId? Community,
    string? CommunityCode, MemberId? Member, string? MemberCode, DateTimeOffset IssuedAt, string IssuedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, string? Note);
