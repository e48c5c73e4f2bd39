using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// Issues a token. The caller draws the secret and sends only its digest; the token's id is the command's. Refusals:
/// fieldMalformed, notFound, notPermitted.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IssueTokenBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>. The token's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>64 hexadecimal digits: SHA-256 of the UTF-8 text of the token, prefix included.</summary>
    public required string Hash { get; init; }

    /// <summary>
    /// Who acts with it, for example <c>member:mendasar/m0001</c>: begins with its role and a colon, and within a
    /// community with the community's code, alone or followed by a slash.
    /// </summary>
    public required string Actor { get; init; }

    /// <summary>
    /// <c>member</c>, <c>teller</c>, <c>administrator</c>, <c>trustee</c>, <c>advisoryBoard</c>, <c>signatory</c>,
    /// <c>coordinator</c>, <c>operator</c> or <c>bank</c>.
    /// </summary>
    public required string Role { get; init; }

    /// <summary>The region it is good for.</summary>
    public string? Region { get; init; }

    /// <summary>The community it is good for.</summary>
    public string? Community { get; init; }

    /// <summary>The member it is good for, a code in the community.</summary>
    public string? Member { get; init; }

    /// <summary>From when on it is no longer good; null: no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>For people, at most 140 characters.</summary>
    public string? Note { get; init; }
}

/// <summary>A token, without its secret, which nobody keeps.</summary>
public sealed record TokenView
{
    /// <summary>Its id, to revoke it by.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who acts with it.</summary>
    public required string Actor { get; init; }

    /// <summary>As in <see cref="IssueTokenBody.Role"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The region it is good for.</summary>
    public string? Region { get; init; }

    /// <summary>The community it is good for.</summary>
    public string? Community { get; init; }

    /// <summary>The member it is good for.</summary>
    public string? Member { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>By whom.</summary>
    public string? IssuedBy { get; init; }

    /// <summary>From when on it is no longer good.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>For people.</summary>
    public string? Note { get; init; }
}
