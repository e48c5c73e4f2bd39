using System.Collections.Immutable;
using Orleans;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Contracts.Grains;

/// <summary>
/// One member's account. Key: the account's number. Coordinates the postings its account pays: asks the scheme,
/// reserves, has the journal commit, answers.
/// </summary>
[Alias("regional.IAccountGrain")]
public interface IAccountGrain : IAccountHolder
{
    /// <summary>
    /// Makes a posting within one ledger; answered after the commit. The account is the debit account of the first leg.
    /// </summary>
    /// <exception cref="LedgerUnavailable">Nothing happened; send the same id again.</exception>
    /// <exception cref="OutcomeUnknown">It may have happened; send the same id again.</exception>
    [Alias("Pay")]
    ValueTask<PostingOutcome> PayAsync(PaymentOrder order);

    /// <summary>
    /// Carries out a command of the ledger's scheme (a withdrawal of notes, a loan …) as one posting, answered after the
    /// commit. The account is the first that the order names. Faults as for paying.
    /// </summary>
    [Alias("CarryOut")]
    ValueTask<PostingOutcome> CarryOutAsync(SchemeOrder order);

    /// <summary>Posts (whole or in part) or voids pending transfers whose debit account this is. Faults as for paying.</summary>
    [Alias("Resolve")]
    ValueTask<PostingOutcome> ResolveAsync(ResolutionOrder order);
}

/// <summary>What a posting carries besides its transfers.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.OrderDetails")]
public sealed record OrderDetails
{
    /// <summary>Who enters it.</summary>
    [Id(0)]
    public required string EnteredBy { get; init; }

    /// <summary>Who approved it.</summary>
    [Id(1)]
    public string? ApprovedBy { get; init; }

    /// <summary>Date in the books.</summary>
    [Id(2)]
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Text both parties see.</summary>
    [Id(3)]
    public string? Reference { get; init; }

    /// <summary>The caller's own number for it.</summary>
    [Id(4)]
    public string? ExternalReference { get; init; }

    /// <summary>Date on the paper document.</summary>
    [Id(5)]
    public DateOnly? DocumentDate { get; init; }

    /// <summary>Number on the paper document.</summary>
    [Id(6)]
    public string? DocumentNumber { get; init; }

    /// <summary>Refuse when the payee was paid for this document number before.</summary>
    [Id(7)]
    public bool ClaimsDocument { get; init; }

    /// <summary>Whether the caller gave the business date; otherwise it is the day the command arrived.</summary>
    [Id(8)]
    public bool IsDateGiven { get; init; }
}

/// <summary>One or more linked transfers within one ledger.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.PaymentOrder")]
public sealed record PaymentOrder
{
    /// <summary>Chosen by the caller.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>The ledger all legs are in.</summary>
    [Id(1)]
    public required LedgerId Ledger { get; init; }

    /// <summary>The transfers in order.</summary>
    [Id(2)]
    public required ImmutableArray<PaymentLeg> Legs { get; init; }

    /// <summary>References, dates, actors.</summary>
    [Id(3)]
    public required OrderDetails Details { get; init; }

    /// <summary>The payment request this approves.</summary>
    [Id(4)]
    public OperationId? Request { get; init; }
}

/// <summary>One transfer of an order.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.PaymentLeg")]
public sealed record PaymentLeg
{
    /// <summary>Payer's side.</summary>
    [Id(0)]
    public required AccountId Debit { get; init; }

    /// <summary>Payee's side.</summary>
    [Id(1)]
    public required AccountId Credit { get; init; }

    /// <summary>More than zero, in the ledger's currency.</summary>
    [Id(2)]
    public required Amount Amount { get; init; }

    /// <summary>Purpose code; its kind (real or financial) follows from it.</summary>
    [Id(3)]
    public string Purpose { get; init; } = Purposes.Goods;

    /// <summary>Hold the amount instead of moving it.</summary>
    [Id(4)]
    public bool IsPending { get; init; }

    /// <summary>How long a pending transfer waits; null: no end.</summary>
    [Id(5)]
    public TimeSpan? Expiry { get; init; }

    /// <summary>Passes limits, for this reason; only administrators and the system's own rules may.</summary>
    [Id(6)]
    public string? ForcedReason { get; init; }
}

/// <summary>Ends pending transfers.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.ResolutionOrder")]
public sealed record ResolutionOrder
{
    /// <summary>Chosen by the caller.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>The pending transfer.</summary>
    [Id(1)]
    public required TransferId Pending { get; init; }

    /// <summary>What happens to it.</summary>
    [Id(2)]
    public required TransferAction Action { get; init; }

    /// <summary>Posted part, in minor units; null: the whole.</summary>
    [Id(3)]
    public long? AmountMinor { get; init; }

    /// <summary>References, dates, actors.</summary>
    [Id(4)]
    public required OrderDetails Details { get; init; }
}
