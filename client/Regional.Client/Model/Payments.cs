using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// One transfer in one ledger, at once or pending. Refusals, in order: those of the edge (1-49), postingEmpty …
/// expiryOutOfRange, then for state purposeNotAllowed … documentClaimed (<c>ops/docs/refusals.md</c>).
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TransferBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Account that pays (is debited), its code in this ledger.</summary>
    public required string Payer { get; init; }

    /// <summary>Account that is paid (is credited).</summary>
    public required string Payee { get; init; }

    /// <summary>Decimal text in units, more than zero.</summary>
    public required string Amount { get; init; }

    /// <summary>The ledger's; named so that a mistake is refused.</summary>
    public required string Currency { get; init; }

    /// <summary>Purpose code, default <c>goods</c>; its kind (real, financial) follows from it.</summary>
    public string? Purpose { get; init; }

    /// <summary>Hold the amount instead of moving it.</summary>
    public bool Pending { get; init; }

    /// <summary>How long a pending transfer waits, 1 second to 400 days; null: no end.</summary>
    public long? ExpirySeconds { get; init; }

    /// <summary>Date in the books; null: today in the region's time zone.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Text both parties see, at most 140 characters.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own number for it, at most 140 characters.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>Date on the paper document.</summary>
    public DateOnly? DocumentDate { get; init; }

    /// <summary>Number on the paper document, at most 140 characters.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Refuse (documentClaimed) when this payee was paid for this document number before.</summary>
    public bool ClaimsDocument { get; init; }

    /// <summary>Passes limits, for this reason; administrators and coordinators only.</summary>
    public string? ForcedReason { get; init; }
}

/// <summary>Linked transfers of one ledger that happen entirely or not at all. Refusals as for a transfer.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PostingBody
{
    /// <summary>
    /// Chosen by the caller; or in the header <c>Idempotency-Key</c>. Ids of its transfers derive from it.
    /// </summary>
    public Guid? Id { get; init; }

    /// <summary>1 to 64 transfers in order.</summary>
    public required IReadOnlyList<PostingLegBody> Legs { get; init; }

    /// <summary>Date in the books; null: today in the region's time zone.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Text all parties see, at most 140 characters.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own number for it, at most 140 characters.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>Date on the paper document.</summary>
    public DateOnly? DocumentDate { get; init; }

    /// <summary>Number on the paper document, at most 140 characters.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Refuse (documentClaimed) when the first payee was paid for this document number before.</summary>
    public bool ClaimsDocument { get; init; }
}

/// <summary>One transfer of a posting.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PostingLegBody
{
    /// <summary>Account that pays.</summary>
    public required string Payer { get; init; }

    /// <summary>Account that is paid.</summary>
    public required string Payee { get; init; }

    /// <summary>Decimal text in units, more than zero.</summary>
    public required string Amount { get; init; }

    /// <summary>The ledger's.</summary>
    public required string Currency { get; init; }

    /// <summary>Purpose code, default <c>goods</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>Hold the amount instead of moving it.</summary>
    public bool Pending { get; init; }

    /// <summary>How long a pending transfer waits, 1 second to 400 days; null: no end.</summary>
    public long? ExpirySeconds { get; init; }

    /// <summary>Passes limits, for this reason; administrators and coordinators only.</summary>
    public string? ForcedReason { get; init; }
}

/// <summary>
/// Ends a pending transfer by moving its amount or part of it; the rest is released. Refusals: pendingUnknown,
/// pendingResolved, pendingExpired, pendingExceeded.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PostPendingBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Decimal text in units, more than zero, at most what is held; null: the whole.</summary>
    public string? Amount { get; init; }
}

/// <summary>
/// A correction: the operation is posted the other way, past limits. Refusals: correctionUnknown, alreadyCorrected.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CorrectBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Why, at most 140 characters.</summary>
    public required string Reason { get; init; }
}

/// <summary>What a payment did; the same for every retry of its id.</summary>
public sealed record PostingView
{
    /// <summary>The operation's id.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>posted</c>; of a payment that waits at a cap <c>queued</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether this id was carried out before and this is its first outcome again.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Number of the group commit it was part of; null while queued.</summary>
    public long? Commit { get; init; }

    /// <summary>The database's clock within that commit.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>Number of the settlement window in its region, when a leg is in the region's ledger.</summary>
    public int? Window { get; init; }

    /// <summary>Its transfers in order.</summary>
    public IReadOnlyList<EntryView> Entries { get => field ?? []; init; }

    /// <summary>Payers who are near their limit after it; the payment itself is done.</summary>
    public IReadOnlyList<LimitWarningView> Warnings { get => field ?? []; init; }
}

/// <summary>One transfer with its two entries: the account's gapless number and the posted balance after it.</summary>
public sealed record EntryView
{
    /// <summary>Place in the posting, from 0.</summary>
    public required int Leg { get; init; }

    /// <summary>Debit account, <c>ledger/account</c>.</summary>
    public required string Payer { get; init; }

    /// <summary>Credit account, <c>ledger/account</c>.</summary>
    public required string Payee { get; init; }

    /// <summary>More than zero; null where the server answered from the receipt alone.</summary>
    public Money? Amount { get; init; }

    /// <summary>Entry number on the payer's account.</summary>
    public required long PayerEntry { get; init; }

    /// <summary>Its balance after, signed; null when the reader may not see it.</summary>
    public Money? PayerBalance { get; init; }

    /// <summary>Entry number on the payee's account.</summary>
    public required long PayeeEntry { get; init; }

    /// <summary>Its balance after, signed; null when the reader may not see it.</summary>
    public Money? PayeeBalance { get; init; }
}

/// <summary>A pending transfer.</summary>
public sealed record PendingView
{
    /// <summary>The posting that placed it.</summary>
    public required Guid Posting { get; init; }

    /// <summary>Place in that posting, from 0.</summary>
    public required int Leg { get; init; }

    /// <summary>Account that would pay, <c>ledger/account</c>.</summary>
    public required string Payer { get; init; }

    /// <summary>Account that would be paid, <c>ledger/account</c>.</summary>
    public required string Payee { get; init; }

    /// <summary>What is held.</summary>
    public required Money Amount { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>From when on it can no longer be posted; null: no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary><c>open</c>, <c>posted</c>, <c>voided</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Purpose code.</summary>
    public string? Purpose { get; init; }

    /// <summary>Text both parties see.</summary>
    public string? Reference { get; init; }
}

/// <summary>A stored operation with its outcome.</summary>
public sealed record OperationView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>camelCase name of the kind: <c>posting</c>, <c>trade</c>, <c>setLimits</c> …</summary>
    public required string Kind { get; init; }

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Who sent it.</summary>
    public string? Actor { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What a payment did.</summary>
    public PostingView? Posting { get; init; }

    /// <summary>What another command made, by codes.</summary>
    public IReadOnlyDictionary<string, string>? Result { get; init; }

    /// <summary>Why it was refused, for ever.</summary>
    public Problem? Refusal { get; init; }
}
