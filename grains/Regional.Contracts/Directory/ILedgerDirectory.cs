using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Trades;

namespace Regional.Contracts.Directory;

/// <summary>
/// What grains must know of regions, ledgers and accounts before they decide. Reads committed rows; callers cache what
/// carries a version and let the journal tell them when it is stale.
/// </summary>
public interface ILedgerDirectory
{
    /// <summary>An account as committed; null: there is none.</summary>
    Task<AccountState?> FindAccountAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Accounts as committed, those that exist, in any order.</summary>
    Task<ImmutableArray<AccountState>> FindAccountsAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);

    /// <summary>Accounts of a ledger with a role, as committed, by id.</summary>
    Task<ImmutableArray<AccountState>> FindAccountsAsync(
        LedgerId ledger, AccountRole role, CancellationToken cancellationToken);

    /// <summary>A ledger with its terms; null: there is none.</summary>
    Task<LedgerTerms?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>What became of an operation; null: unknown so far (it may be under way).</summary>
    Task<OperationRecord?> FindOperationAsync(OperationId operation, CancellationToken cancellationToken);

    /// <summary>The legs of a posted operation, for its correction; empty: none.</summary>
    Task<ImmutableArray<PostedLeg>> FindLegsAsync(OperationId operation, CancellationToken cancellationToken);

    /// <summary>A pending transfer, open or ended; null: there is none.</summary>
    Task<PendingTransfer?> FindPendingAsync(TransferId transfer, CancellationToken cancellationToken);

    /// <summary>Open pending transfers whose time has run out by the database's clock, oldest first.</summary>
    Task<ImmutableArray<PendingTransfer>> FindDuePendingsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>A payment request; null: there is none.</summary>
    Task<PaymentRequest?> FindRequestAsync(OperationId request, CancellationToken cancellationToken);

    /// <summary>Trades of a region that wait in the queue, oldest first.</summary>
    Task<ImmutableArray<QueuedTrade>> FindQueuedTradesAsync(RegionId region, int limit, CancellationToken cancellationToken);

    /// <summary>All regions, by id.</summary>
    Task<ImmutableArray<RegionRecord>> FindRegionsAsync(CancellationToken cancellationToken);
}

/// <summary>A ledger with everything a decision in it rests on, in one version.</summary>
public sealed record LedgerTerms
{
    /// <summary>The ledger.</summary>
    public required LedgerId Id { get; init; }

    /// <summary>Its code.</summary>
    public required string Code { get; init; }

    /// <summary>Its region.</summary>
    public required RegionId Region { get; init; }

    /// <summary>Its community; null: it is the region's own ledger.</summary>
    public CommunityId? Community { get; init; }

    /// <summary>The community's code, for refusals; null on a region's ledger.</summary>
    public string? CommunityCode { get; init; }

    /// <summary>Whether its community is suspended from trade.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>Its unit.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Name of its scheme.</summary>
    public required string Scheme { get; init; }

    /// <summary>Whether it is the ledger its community trades in.</summary>
    public bool IsTrading { get; init; }

    /// <summary>Raised with every change of what this record says.</summary>
    public required long Version { get; init; }

    /// <summary>All dated parameters; the newest with a date on or before the business date is in force.</summary>
    public ImmutableArray<DatedParameters> Terms { get; init; } = [];

    /// <summary>All dated rates towards the upper ledger.</summary>
    public ImmutableArray<RateEntry> Rates { get; init; } = [];

    /// <summary>What the region does with trades beyond a cap.</summary>
    public CapPolicy CapPolicy { get; init; } = CapPolicy.Refuse;

    /// <summary>How many trades may wait.</summary>
    public int QueueCountMax { get; init; }

    /// <summary>Its region's time zone: says what day it is.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Last date of the newest period that takes no more lines; null: no period is closed.</summary>
    public DateOnly? ClosedUntil { get; init; }

    /// <summary>Whether mutual credit is switched off.</summary>
    public bool IsCreditOff { get; init; }

    /// <summary>System accounts by role.</summary>
    public required FrozenDictionary<AccountRole, AccountId> SystemAccounts { get; init; }

    /// <summary>The link to the ledger above; null: none.</summary>
    public LedgerLink? Upper { get; init; }
}

/// <summary>A stored operation.</summary>
public sealed record OperationRecord(
    OperationId Id, OperationKind Kind, Fingerprint Fingerprint, DateTimeOffset At, Journal.PostingOutcome? Posting,
    Journal.CommandOutcome? Command);

/// <summary>A leg as it was posted.</summary>
public sealed record PostedLeg(Leg Leg, DateOnly BusinessDate, OperationId? Trade, WindowId? Window);

/// <summary>A payment request as committed.</summary>
public sealed record PaymentRequest(
    OperationId Id, AccountId Payee, LedgerId PayeeLedger, AccountId Payer, LedgerId PayerLedger, Amount Amount,
    TransferKind Kind, string Purpose, string? Reference, string? DocumentNumber, DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt, RequestStatus Status, OperationId? AnsweredBy);

/// <summary>A trade that waits for a cap.</summary>
public sealed record QueuedTrade(
    OperationId Id, AccountId Payer, LedgerId PayerLedger, AccountId Payee, LedgerId PayeeLedger, Amount PayeeAmount,
    TransferKind Kind, string Purpose, DateOnly BusinessDate, AccountId QueueAccount, DateTimeOffset QueuedAt,
    TradeDetails Details, string Actor, Fingerprint Fingerprint);

/// <summary>A region.</summary>
public sealed record RegionRecord(RegionId Id, string Code, string Name, LedgerId Ledger, string TimeZone);
