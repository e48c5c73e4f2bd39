using Regional.Domain.Money;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Ledger;

/// <summary>
/// The locked rows that one group commit may touch, as a working copy. The journal's second path fills it, runs
/// <see cref="PostingRules"/> over the members in order, and writes what it says.
/// </summary>
public sealed class LedgerBook
{
    private readonly Dictionary<Type, object> _parts = [];

    /// <summary>Accounts by id; one that is missing does not exist.</summary>
    public Dictionary<AccountId, WorkingAccount> Accounts { get; } = [];

    /// <summary>Pending transfers by id, open or ended.</summary>
    public Dictionary<TransferId, PendingTransfer> Pendings { get; } = [];

    /// <summary>Terms in force by ledger.</summary>
    public Dictionary<LedgerId, long> TermsVersions { get; } = [];

    /// <summary>How far the books of a ledger are closed; one that is missing is open from the beginning.</summary>
    public Dictionary<LedgerId, PeriodBooks> Books { get; } = [];

    /// <summary>Document numbers taken.</summary>
    public HashSet<DocumentClaim> Claims { get; } = [];

    /// <summary>Operations that members want to correct: true when corrected already.</summary>
    public Dictionary<OperationId, bool> Correctable { get; } = [];

    /// <summary>Payment requests by id.</summary>
    public Dictionary<OperationId, RequestState> Requests { get; } = [];

    /// <summary>Queued trades by id.</summary>
    public Dictionary<OperationId, TradeStatus> Trades { get; } = [];

    /// <summary>Settlement payments by id.</summary>
    public Dictionary<OperationId, InstructionState> Instructions { get; } = [];

    /// <summary>The rows of one scheme's tables, empty until they are loaded.</summary>
    public T Part<T>()
        where T : class, new()
    {
        if (!_parts.TryGetValue(typeof(T), out var part))
        {
            _parts.Add(typeof(T), part = new T());
        }

        return (T)part;
    }

    /// <summary>Puts an account in as it was committed.</summary>
    public void Load(AccountState account) => Accounts[account.Id] = new WorkingAccount(account);
}

/// <summary>An account within one group commit: as committed before it, and what the commit has placed so far.</summary>
/// <param name="Before">As committed before the batch; room is measured from here.</param>
public sealed record WorkingAccount(AccountState Before)
{
    /// <summary>As it stands after the members accepted so far.</summary>
    public AccountState Now { get; init; } = Before;

    /// <summary>Debits placed in this batch, minor units; credits of the same batch never give them back.</summary>
    public Int128 DebitsTaken { get; init; }

    /// <summary>Credits placed in this batch, minor units; debits of the same batch never give them back.</summary>
    public Int128 CreditsTaken { get; init; }

    /// <summary>Whether a plan made on that version still stands: no commit and no member of this batch came between.</summary>
    public bool IsStill(long version) => Before.Version == version && Now.Entries == Before.Entries;
}

/// <summary>State of a pending transfer. Numbers are stored; never reuse one.</summary>
public enum PendingStatus
{
    /// <summary>Holds its amount.</summary>
    Open = 1,

    /// <summary>Posted, whole or in part.</summary>
    Posted = 2,

    /// <summary>Voided.</summary>
    Voided = 3,

    /// <summary>Its time ran out.</summary>
    Expired = 4,
}

/// <summary>A pending transfer as the journal knows it.</summary>
public sealed record PendingTransfer
{
    /// <summary>Its id.</summary>
    public required TransferId Id { get; init; }

    /// <summary>Its ledger.</summary>
    public required LedgerId Ledger { get; init; }

    /// <summary>Debit account.</summary>
    public required AccountId Debit { get; init; }

    /// <summary>Credit account.</summary>
    public required AccountId Credit { get; init; }

    /// <summary>What it holds.</summary>
    public required Amount Amount { get; init; }

    /// <summary>When its time runs out; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Open or how it ended.</summary>
    public PendingStatus Status { get; init; } = PendingStatus.Open;
}

/// <summary>State of a payment request. Numbers are stored; never reuse one.</summary>
public enum RequestStatus
{
    /// <summary>Waits for the payer.</summary>
    Open = 1,

    /// <summary>Paid.</summary>
    Approved = 2,

    /// <summary>The payer said no.</summary>
    Declined = 3,

    /// <summary>Its time ran out.</summary>
    Expired = 4,

    /// <summary>The payee took it back.</summary>
    Withdrawn = 5,
}

/// <summary>A payment request as far as the rules ask.</summary>
public readonly record struct RequestState(RequestStatus Status, DateTimeOffset ExpiresAt, AccountId Payer);

/// <summary>State of a trade. Numbers are stored; never reuse one.</summary>
public enum TradeStatus
{
    /// <summary>Waits for a cap to give room.</summary>
    Queued = 1,

    /// <summary>Posted in every ledger of its path.</summary>
    Posted = 2,

    /// <summary>Given up while it waited.</summary>
    Cancelled = 3,

    /// <summary>Refused when its turn came.</summary>
    Refused = 4,

    /// <summary>Two-phase, in flight: pendings placed, no decision yet.</summary>
    InFlight = 5,

    /// <summary>Two-phase, voided.</summary>
    Voided = 6,
}

/// <summary>State of a settlement payment. Numbers are stored; never reuse one.</summary>
public enum InstructionStatus
{
    /// <summary>Worked out, not yet placed.</summary>
    Planned = 1,

    /// <summary>Pending in both ledgers, waits for the bank.</summary>
    Pending = 2,

    /// <summary>Confirmed and posted.</summary>
    Confirmed = 3,
}

/// <summary>A settlement payment as far as the rules ask.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="IsPayOut">True: the member is paid; false: the member pays in.</param>
/// <param name="AmountMinor">Minor units of the region's currency, positive.</param>
/// <param name="PaidInMinor">Confirmed payments in of its window, minor units.</param>
/// <param name="PaidOutMinor">Confirmed payments out of its window, minor units.</param>
/// <param name="Window">Its window; what another payment of it confirms in the same batch counts too.</param>
public readonly record struct InstructionState(
    InstructionStatus Status, bool IsPayOut, long AmountMinor, long PaidInMinor, long PaidOutMinor, WindowId Window);
