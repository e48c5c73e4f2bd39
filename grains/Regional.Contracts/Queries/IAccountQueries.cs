using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Contracts.Queries;

/// <summary>Accounts and their statements: what people read comes from here, never from memory.</summary>
public interface IAccountQueries
{
    /// <summary>One account; null: there is none.</summary>
    Task<AccountDetail?> FindAccountAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Accounts of a ledger, by code.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="role">Only those of this role; null: all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Page<AccountDetail>> FindAccountsAsync(
        LedgerId ledger, AccountRole? role, PageRequest page, CancellationToken cancellationToken);

    /// <summary>All accounts of a member, by ledger and code.</summary>
    Task<ImmutableArray<AccountDetail>> FindAccountsAsync(MemberId member, CancellationToken cancellationToken);

    /// <summary>A page of an account's statement by entry number; null: there is no such account.</summary>
    Task<StatementPage?> FindStatementAsync(
        AccountId account, StatementRequest request, CancellationToken cancellationToken);

    /// <summary>Every limit and status the account ever had, newest first.</summary>
    Task<ImmutableArray<AccountChange>> FindChangesAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>
    /// Pending transfers that touch an account, in order of their id; only open ones unless asked otherwise.
    /// </summary>
    Task<Page<PendingDetail>> FindPendingsAsync(
        AccountId account, bool withEnded, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Pending transfers of a ledger, in order of their id.</summary>
    Task<Page<PendingDetail>> FindPendingsAsync(
        LedgerId ledger, bool withEnded, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One pending transfer; null: there is none.</summary>
    Task<PendingDetail?> FindPendingAsync(TransferId transfer, CancellationToken cancellationToken);
}

/// <summary>An account with its committed figures.</summary>
/// <param name="State">Counters, limits, status.</param>
/// <param name="Name">Codes and name.</param>
/// <param name="Kind">General, or a circle.</param>
/// <param name="MemberCode">Whose; null on system accounts.</param>
/// <param name="CommunityCode">Its ledger's community, or the community it stands for at the region.</param>
/// <param name="OpenedAt">When it was opened.</param>
public sealed record AccountDetail(
    AccountState State, AccountName Name, AccountKind Kind, string? MemberCode, string? CommunityCode,
    DateTimeOffset OpenedAt)
{
    /// <summary>Net of posted transfers, signed.</summary>
    public Balance Balance => new(State.Balance, State.Currency);
}

/// <summary>Which entries of a statement.</summary>
/// <param name="NewestFirst">From the last entry down, or from the first up.</param>
/// <param name="From">Entry number to go on from, exclusive; null: from the end or the start.</param>
/// <param name="Limit">Most entries, 1 to <see cref="PageRequest.LimitMax"/>.</param>
public readonly record struct StatementRequest(bool NewestFirst, long? From, int Limit);

/// <summary>A page of a statement.</summary>
/// <param name="Account">The account.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Opening">Balance before the oldest entry of the page, minor units, signed.</param>
/// <param name="Closing">Balance after the newest entry of the page, minor units, signed.</param>
/// <param name="Entries">In the order asked for.</param>
/// <param name="Next">Entry number to go on from; null: this is the last page.</param>
public sealed record StatementPage(
    AccountName Account, Currency Currency, long Opening, long Closing, ImmutableArray<StatementEntry> Entries, long? Next);

/// <summary>One entry of an account.</summary>
public sealed record StatementEntry
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long No { get; init; }

    /// <summary>The transfer.</summary>
    public required TransferId Transfer { get; init; }

    /// <summary>Number of the group commit.</summary>
    public required long Commit { get; init; }

    /// <summary>The database's clock in that commit.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Date in the books.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Only <c>Post</c> and <c>PostPending</c> move the balance.</summary>
    public required TransferAction Action { get; init; }

    /// <summary>Minor units, credits positive, debits negative; what is held or released, too.</summary>
    public required long SignedMinor { get; init; }

    /// <summary>Posted balance after it, minor units, signed.</summary>
    public required long BalanceMinor { get; init; }

    /// <summary>The other side; in a trade the party behind the region.</summary>
    public required AccountName Counterparty { get; init; }

    /// <summary>Real or financial.</summary>
    public required TransferKind Kind { get; init; }

    /// <summary>Purpose code.</summary>
    public required string Purpose { get; init; }

    /// <summary>References and document, as entered.</summary>
    public required EntryTexts Texts { get; init; }

    /// <summary>Who entered it.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>Who approved it.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>The operation it corrects.</summary>
    public OperationId? Corrects { get; init; }

    /// <summary>The pending transfer it ended.</summary>
    public TransferId? Resolves { get; init; }

    /// <summary>The trade it is a leg of.</summary>
    public OperationId? Trade { get; init; }

    /// <summary>Number of the settlement window in its region.</summary>
    public int? WindowNo { get; init; }

    /// <summary>On region accounts: the same value in the other unit, minor units.</summary>
    public long? CounterMinor { get; init; }

    /// <summary>Code of the other unit.</summary>
    public string? CounterCurrency { get; init; }

    /// <summary>When the pending transfer it placed expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why it passed limits.</summary>
    public string? ForcedReason { get; init; }
}

/// <summary>What people wrote on a transfer.</summary>
public sealed record EntryTexts(
    string? Reference, string? ExternalReference, DateOnly? DocumentDate, string? DocumentNumber);

/// <summary>A limit or status an account had.</summary>
public sealed record AccountChange(
    long Version, DateTimeOffset At, OperationId Operation, string Actor, string? Reason, long? Floor, long? Ceiling,
    AccountStatus Status);

/// <summary>A pending transfer, open or ended.</summary>
public sealed record PendingDetail(
    TransferId Id, AccountName Debit, AccountName Credit, Amount Amount, DateTimeOffset PlacedAt, DateTimeOffset? ExpiresAt,
    PendingStatus Status, OperationId? ResolvedBy, long? PostedMinor, string Purpose, string? Reference);
