using System.Collections.Immutable;
using Regional.Domain.Money;

namespace Regional.Domain.Ledger;

/// <summary>
/// A linked set of transfers that happens entirely or not at all: the only way money moves (DESIGN section 1).
/// </summary>
/// <remarks>Idempotent by <see cref="Id"/>: the same id with the same fingerprint has one outcome for ever.</remarks>
public sealed record Posting
{
    /// <summary>Most legs a posting may have: a trade over several regions with fees needs about a dozen.</summary>
    public const int LegCountMax = 64;

    /// <summary>Chosen by the caller.</summary>
    public required OperationId Id { get; init; }

    /// <summary>Which command this carries out.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>Digest of the caller's command, field by field; tells a retry from a reuse.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>Who entered it: the token's actor, for example <c>member:mendasar/m0001</c>.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>Who approved it, where a second person must.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>The date it belongs to in the books, apart from the recorded time.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Text both parties see, at most 140 characters.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own number for it, at most 140 characters.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>Date on the paper document.</summary>
    public DateOnly? DocumentDate { get; init; }

    /// <summary>Number on the paper document, at most 140 characters.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>The operation this corrects: a correction is a new posting the other way.</summary>
    public OperationId? Corrects { get; init; }

    /// <summary>The trade whose leg this is; all ledgers of the path carry it.</summary>
    public OperationId? Trade { get; init; }

    /// <summary>The period whose end books it: only then may it be dated into that period. Null: a posting like any other.</summary>
    public PeriodId? PeriodEnd { get; init; }

    /// <summary>
    /// What exceeds a net cap is not refused for ever but answered with the transient
    /// <see cref="Refusals.RefusalReason.CapReached"/>, so that it can be queued.
    /// </summary>
    public bool QueuesAtCap { get; init; }

    /// <summary>
    /// What the plan refused (scheme, route, rates) under the terms named: a posting without legs, carried to the journal
    /// so that the id stays refused for ever. One that rests on what was not found carries that too
    /// (<see cref="Corrects"/>, <see cref="Effects"/>), and is stored only if the journal does not find it either.
    /// </summary>
    public Refusals.Refusal? PlannedRefusal { get; init; }

    /// <summary>The transfers, in order; a transfer's id is the posting's id and its place.</summary>
    public required ImmutableArray<Leg> Legs { get; init; }

    /// <summary>Rows of a scheme's own tables, written in the same transaction.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>Changes of state that happen with it: a request approved, a queued trade released, a payment confirmed.</summary>
    public ImmutableArray<Effect> Effects { get; init; } = [];

    /// <summary>Versions of the terms it was decided under; when one is stale the posting is not made.</summary>
    public ImmutableArray<TermsVersion> DecidedUnder { get; init; } = [];

    /// <summary>
    /// Versions of the accounts whose scheme state (lots, points …) the plan rests on; when one has moved, also earlier in
    /// the same batch, the posting is not made. Empty for schemes without state of their own.
    /// </summary>
    public ImmutableArray<AccountVersion> DecidedOn { get; init; } = [];
}

/// <summary>One transfer of a posting: an amount from a debit account to a credit account of one ledger.</summary>
public sealed record Leg
{
    /// <summary>The book both accounts are in.</summary>
    public required LedgerId Ledger { get; init; }

    /// <summary>The payer's side.</summary>
    public required AccountId Debit { get; init; }

    /// <summary>The payee's side.</summary>
    public required AccountId Credit { get; init; }

    /// <summary>More than zero, in the ledger's currency; of a void or expiry, what is released.</summary>
    public required Amount Amount { get; init; }

    /// <summary>What the entry does.</summary>
    public TransferAction Action { get; init; } = TransferAction.Post;

    /// <summary>Real or financial.</summary>
    public TransferKind Kind { get; init; } = TransferKind.Real;

    /// <summary>Purpose code, for example <c>goods</c>, at most 40 characters.</summary>
    public string Purpose { get; init; } = Purposes.Goods;

    /// <summary>How long a pending transfer waits; the clock of the committing transaction decides. Null: no end.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>The pending transfer this one ends.</summary>
    public TransferId? Resolves { get; init; }

    /// <summary>Why the transfer passes limits (demurrage, levy, settlement, correction); null: it does not.</summary>
    public string? ForcedReason { get; init; }

    /// <summary>On region accounts: the same value in the other ledger's unit.</summary>
    public Amount? Counter { get; init; }

    /// <summary>The rate between the two; 0: none.</summary>
    public long RateId { get; init; }

    /// <summary>Whether limits are passed over.</summary>
    public bool IsForced => ForcedReason is not null;
}

/// <summary>A ledger's terms (status, rates, scheme, caps) in the version a decision was made under.</summary>
public readonly record struct TermsVersion(LedgerId Ledger, long Version);

/// <summary>An account's row in the version that a plan was made on.</summary>
public readonly record struct AccountVersion(AccountId Account, long Version);

/// <summary>A change of state elsewhere in the journal's tables that happens with a posting or not at all.</summary>
public abstract record Effect;

/// <summary>The payment request is approved by this posting.</summary>
public sealed record RequestApproved(OperationId Request) : Effect;

/// <summary>The trade leaves the queue by this posting.</summary>
public sealed record QueuedTradeReleased(OperationId Trade) : Effect;

/// <summary>The settlement payment was placed as pending by this posting.</summary>
public sealed record InstructionPlaced(OperationId Instruction) : Effect;

/// <summary>The settlement payment is confirmed by this posting.</summary>
public sealed record InstructionConfirmed(OperationId Instruction) : Effect;
