using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>Independent commands sent together; each has its own outcome. At most 1,000.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BatchBody
{
    /// <summary>The commands, in no promised order among those of different accounts.</summary>
    public required IReadOnlyList<BatchItem> Items { get; init; }
}

/// <summary>One command of a batch: the members of a transfer or of a trade.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BatchItem
{
    /// <summary><c>transfer</c> or <c>trade</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Chosen by the caller.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of a transfer: its ledger. Of a trade: null.</summary>
    public string? Ledger { get; init; }

    /// <summary>Of a transfer: an account of the ledger. Of a trade: <c>ledger/account</c>.</summary>
    public required string Payer { get; init; }

    /// <summary>Of a transfer: an account of the ledger. Of a trade: <c>ledger/account</c>.</summary>
    public required string Payee { get; init; }

    /// <summary>Decimal text in units (of a trade: of the payee's ledger), more than zero.</summary>
    public required string Amount { get; init; }

    /// <summary>The ledger's, or the payee's ledger's.</summary>
    public required string Currency { get; init; }

    /// <summary>Purpose code, default <c>goods</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>Of a transfer: hold the amount instead of moving it.</summary>
    public bool Pending { get; init; }

    /// <summary>Of a pending transfer: how long it waits, 1 second to 400 days; null: no end.</summary>
    public long? ExpirySeconds { get; init; }

    /// <summary>Of a trade: the most the payer will pay, in units of the payer's ledger.</summary>
    public string? PayerAmountMax { get; init; }

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

    /// <summary>Of a transfer: passes limits, for this reason; administrators and coordinators only.</summary>
    public string? ForcedReason { get; init; }
}

/// <summary>One outcome per command, in the order they were sent.</summary>
public sealed record BatchView
{
    /// <summary>As many as were sent.</summary>
    public required IReadOnlyList<BatchOutcome> Outcomes { get; init; }
}

/// <summary>What became of one command of a batch.</summary>
public sealed record BatchOutcome
{
    /// <summary>The command's id.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>posted</c>, <c>queued</c>, <c>refused</c>, or <c>unknown</c>: send the same id again.</summary>
    public required string Status { get; init; }

    /// <summary>Whether this id was carried out before.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Of a posted one: number of its group commit.</summary>
    public long? Commit { get; init; }

    /// <summary>Of a refused one: the refusal's code; of an unknown one the fault's.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// Of a refused one: <c>malformed</c>, <c>state</c> or <c>transient</c> (send the same id again).
    /// </summary>
    public string? Class { get; init; }

    /// <summary>Of a refused one: the figures behind it.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }

    /// <summary>Of a refused one: what a person can do.</summary>
    public string? Advice { get; init; }
}
