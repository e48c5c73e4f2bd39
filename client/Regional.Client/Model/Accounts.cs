using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// Opens a member's account in a ledger. Refusals: codeMalformed, amountMalformed, amountTooPrecise, amountTooLarge,
/// limitsCrossed, parentUnknown, codeTaken.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OpenAccountBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>As a region's; unique in the ledger.</summary>
    public required string Code { get; init; }

    /// <summary>Whose: code of a member of the ledger's community.</summary>
    public required string Member { get; init; }

    /// <summary><c>general</c> (default), <c>real</c>, <c>financial</c>, <c>pool</c> or <c>project</c>.</summary>
    public string Kind { get => field ?? "general"; init; }

    /// <summary>Least balance, signed decimal text in units (−credit limit); null: none.</summary>
    public string? Floor { get; init; }

    /// <summary>Greatest balance, signed decimal text in units; null: none.</summary>
    public string? Ceiling { get; init; }
}

/// <summary>
/// Sets both limits of an account, or a community's net debit and credit caps (ledger = the region's code, account =
/// the
/// community's). Tighter than the balance is allowed: the account may then only move towards them. Refusals:
/// amountMalformed, amountTooPrecise, amountTooLarge, limitsCrossed.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetLimitsBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Least balance, signed decimal text in units; null: none.</summary>
    public string? Floor { get; init; }

    /// <summary>Greatest balance, signed decimal text in units; null: none.</summary>
    public string? Ceiling { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Suspends an account, blocks its payments, or opens it again. Refusals: accountClosed, systemAccount.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetAccountStatusBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary><c>open</c>, <c>debitsBlocked</c> (may be paid, not pay) or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>An account as committed: four counters, limits, what room is left.</summary>
public sealed record AccountView
{
    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>Unique in it.</summary>
    public required string Code { get; init; }

    /// <summary>For people: the member's, or what a system account is for.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>
    /// <c>member</c>, <c>region</c>, <c>settlement</c>, <c>exchangeDifference</c>, <c>rounding</c>, <c>fees</c>,
    /// <c>demurrage</c>, <c>levy</c>, <c>loss</c>, <c>community</c>, <c>restOfWorld</c>, <c>suspense</c>,
    /// <c>opening</c>.
    /// </summary>
    public required string Role { get; init; }

    /// <summary><c>general</c>, <c>real</c>, <c>financial</c>, <c>pool</c> or <c>project</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whose; null on the ledger's own accounts.</summary>
    public string? Member { get; init; }

    /// <summary>In a region's ledger: the community it stands for.</summary>
    public string? Community { get; init; }

    /// <summary><c>open</c>, <c>debitsBlocked</c>, <c>suspended</c> or <c>closed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Credits posted − debits posted, signed.</summary>
    public required Money Balance { get; init; }

    /// <summary>Held by open pending transfers that would debit it, not negative.</summary>
    public required Money DebitsPending { get; init; }

    /// <summary>Held by open pending transfers that would credit it, not negative.</summary>
    public required Money CreditsPending { get; init; }

    /// <summary>Debited for good, not negative.</summary>
    public required Money DebitsPosted { get; init; }

    /// <summary>Credited for good, not negative.</summary>
    public required Money CreditsPosted { get; init; }

    /// <summary>Least balance, signed; null: none.</summary>
    public Money? Floor { get; init; }

    /// <summary>Greatest balance, signed; null: none.</summary>
    public Money? Ceiling { get; init; }

    /// <summary>May still be debited; negative when the floor is above the balance; null: no floor.</summary>
    public Money? DebitRoom { get; init; }

    /// <summary>May still be credited; negative when the ceiling is below the balance; null: no ceiling.</summary>
    public Money? CreditRoom { get; init; }

    /// <summary>Number of its last entry; entries count 1, 2, 3 … without gaps.</summary>
    public required long Entries { get; init; }

    /// <summary>Rises with every committed change.</summary>
    public required long Version { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset? OpenedAt { get; init; }
}
