using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// A payment between two ledgers through the region; also the body of a quote. The payee receives the amount whole, the
/// payer's side rounds up. Refusals, in order: those of the edge, sameLedger, noPath, communitySuspended, noRate,
/// payerAmountExceeded, then those of a transfer, netDebitCapExceeded, netCreditCapExceeded, queueFull.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TradeBody
{
    /// <summary>
    /// Chosen by the caller; or in the header <c>Idempotency-Key</c>. The trade's id in every ledger.
    /// </summary>
    public Guid? Id { get; init; }

    /// <summary>Who pays, <c>ledger/account</c>.</summary>
    public required string Payer { get; init; }

    /// <summary>Who is paid, <c>ledger/account</c>.</summary>
    public required string Payee { get; init; }

    /// <summary>What the payee receives, decimal text in units of the payee's ledger, more than zero.</summary>
    public required string Amount { get; init; }

    /// <summary>The payee's ledger's.</summary>
    public required string Currency { get; init; }

    /// <summary>Purpose code, default <c>goods</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>
    /// The most the payer will pay, decimal text in units of the payer's ledger; null: whatever the rates say.
    /// </summary>
    public string? PayerAmountMax { get; init; }

    /// <summary>Date in the books, which picks the rates; null: today in the region's time zone.</summary>
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
}

/// <summary>What a trade would cost now; nothing is held.</summary>
public sealed record QuoteView
{
    /// <summary>What the payer would pay, rounded up, in the payer's unit.</summary>
    public required Money PayerAmount { get; init; }

    /// <summary>What the payee would receive, whole, in the payee's unit.</summary>
    public required Money PayeeAmount { get; init; }
}

/// <summary>A trade and how it stands.</summary>
public sealed record TradeView
{
    /// <summary>Its id in every ledger of the path.</summary>
    public required Guid Id { get; init; }

    /// <summary>
    /// <c>posted</c>, <c>queued</c>, <c>cancelled</c>, <c>refused</c>, <c>inFlight</c> or <c>voided</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Whether this id was carried out before and this is its outcome again.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Who pays, <c>ledger/account</c>.</summary>
    public required string Payer { get; init; }

    /// <summary>Who is paid, <c>ledger/account</c>.</summary>
    public required string Payee { get; init; }

    /// <summary>What the payee receives.</summary>
    public required Money PayeeAmount { get; init; }

    /// <summary>What the payer paid; null until posted.</summary>
    public Money? PayerAmount { get; init; }

    /// <summary>Purpose code.</summary>
    public string? Purpose { get; init; }

    /// <summary>Date in the books.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Text both parties see.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own number.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>Date on the paper document.</summary>
    public DateOnly? DocumentDate { get; init; }

    /// <summary>Number on the paper document.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Since when it waits at a cap.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>The account at the region whose cap it waits for.</summary>
    public string? QueueAccount { get; init; }

    /// <summary>When it was posted, cancelled or refused.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Number of the settlement window it was posted in.</summary>
    public int? Window { get; init; }

    /// <summary>What it did in every ledger of the path, once posted.</summary>
    public PostingView? Posting { get; init; }

    /// <summary>Why it was refused when its turn came.</summary>
    public Problem? Refusal { get; init; }
}

/// <summary>
/// A payee asks a payer for money, in the same ledger or through the region. Refusals: those of the edge, sameAccount,
/// noPath, expiryOutOfRange, accountUnknown.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestPaymentBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>. The request's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>Who asks, <c>ledger/account</c>.</summary>
    public required string Payee { get; init; }

    /// <summary>Who is asked, <c>ledger/account</c>.</summary>
    public required string Payer { get; init; }

    /// <summary>Decimal text in units of the payee's ledger, more than zero.</summary>
    public required string Amount { get; init; }

    /// <summary>The payee's ledger's.</summary>
    public required string Currency { get; init; }

    /// <summary>Purpose code, default <c>goods</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>Text both see, at most 140 characters.</summary>
    public string? Reference { get; init; }

    /// <summary>The invoice, at most 140 characters.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>How long the payer may answer, 1 second to 400 days.</summary>
    public required long ExpirySeconds { get; init; }
}

/// <summary>A payment request.</summary>
public sealed record RequestView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether this id was carried out before (on creation).</summary>
    public bool IsReplay { get; init; }

    /// <summary>Who asks, <c>ledger/account</c>.</summary>
    public required string Payee { get; init; }

    /// <summary>Who is asked, <c>ledger/account</c>.</summary>
    public required string Payer { get; init; }

    /// <summary>In the payee's unit.</summary>
    public required Money Amount { get; init; }

    /// <summary>Purpose code.</summary>
    public string? Purpose { get; init; }

    /// <summary>Text both see.</summary>
    public string? Reference { get; init; }

    /// <summary>The invoice.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From when on it can no longer be approved.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary><c>open</c>, <c>approved</c>, <c>declined</c>, <c>expired</c> or <c>withdrawn</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The operation that answered it.</summary>
    public Guid? AnsweredBy { get; init; }
}
