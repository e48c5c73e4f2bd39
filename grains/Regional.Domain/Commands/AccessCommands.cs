using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Commands;

/// <summary>What the bearer of a token is. Numbers are stored; never reuse one.</summary>
public enum AccessRole
{
    /// <summary>Reads and pays from the accounts of one member.</summary>
    Member = 1,

    /// <summary>Enters payments for members of one community.</summary>
    Teller = 2,

    /// <summary>Runs one community: members, accounts, limits, terms.</summary>
    Administrator = 3,

    /// <summary>Reads one community whole; signs off its reports.</summary>
    Trustee = 4,

    /// <summary>Reads one community's summaries.</summary>
    AdvisoryBoard = 5,

    /// <summary>Approves what needs a second person in one community.</summary>
    Signatory = 6,

    /// <summary>
    /// Runs one region: communities, caps, rates, windows, settlement. Without a region: every region of the database; so
    /// does an installation begin.
    /// </summary>
    Coordinator = 7,

    /// <summary>Runs the machines of one region; reads all, moves nothing.</summary>
    Operator = 8,

    /// <summary>Reads the rest-of-world account of one region and confirms settlement payments.</summary>
    Bank = 9,
}

/// <summary>
/// Issues a token. The caller draws the secret and gives only its SHA-256; it is never stored. Result:
/// <c>{token}</c>, the command's id, by which it is revoked.
/// </summary>
public sealed record IssueToken(
    ImmutableArray<byte> Hash,
    string TokenActor,
    AccessRole Role,
    RegionId? Region,
    CommunityId? Community,
    MemberId? Member,
    DateTimeOffset? ExpiresAt) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.IssueToken;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("hash", Convert.ToHexString(Hash.AsSpan()))
        .Add("actor", TokenActor).Add("role", (int)Role).Add("region", Text(Region?.Value))
        .Add("community", Text(Community?.Value)).Add("member", Text(Member?.Value)).Add("expiresAt", ExpiresAt);
}

/// <summary>Revokes a token at once. Result: <c>{token}</c>.</summary>
public sealed record RevokeToken(OperationId Token) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.RevokeToken;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("token", Token.ToString());
}
