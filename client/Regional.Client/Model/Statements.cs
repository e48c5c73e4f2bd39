namespace Regional.Client.Model;

/// <summary>A page of an account's statement, by entry number.</summary>
public sealed record StatementPage
{
    /// <summary>The account, <c>ledger/account</c>.</summary>
    public required string Account { get; init; }

    /// <summary>The ledger's unit.</summary>
    public required string Currency { get; init; }

    /// <summary>Entries in the order asked for.</summary>
    public required IReadOnlyList<StatementEntry> Items { get; init; }

    /// <summary>
    /// Entry number to send as <c>after</c> (oldest first) or <c>before</c> (newest first) for the page that follows;
    /// null: this is the last one.
    /// </summary>
    public long? Next { get; init; }
}

/// <summary>One entry of an account.</summary>
public sealed record StatementEntry
{
    /// <summary>Number on the account: 1, 2, 3 … without gaps.</summary>
    public required long No { get; init; }

    /// <summary>The operation that made it.</summary>
    public required Guid Operation { get; init; }

    /// <summary>The transfer's place in the posting, from 0.</summary>
    public required int Leg { get; init; }

    /// <summary>Recorded time, by the database's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Date in the books.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>
    /// <c>post</c>, <c>pend</c>, <c>postPending</c>, <c>voidPending</c> or <c>expirePending</c>; only the first and
    /// third move the balance.
    /// </summary>
    public required string Action { get; init; }

    /// <summary>
    /// Signed as it concerns this account: credits positive, debits negative. What is held or released, too.
    /// </summary>
    public required Money Amount { get; init; }

    /// <summary>Posted balance after it, signed.</summary>
    public required Money Balance { get; init; }

    /// <summary>The account on the other side, <c>ledger/account</c>; in a trade the one behind the region.</summary>
    public required string Counterparty { get; init; }

    /// <summary>Its name, where the reader may see it.</summary>
    public string? CounterpartyName { get; init; }

    /// <summary><c>real</c> or <c>financial</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Purpose code.</summary>
    public required string Purpose { get; init; }

    /// <summary>Text both parties see.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own number.</summary>
    public string? ExternalReference { get; init; }

    /// <summary>Date on the paper document.</summary>
    public DateOnly? DocumentDate { get; init; }

    /// <summary>Number on the paper document.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Who entered it.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>Who approved it.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>The operation it corrects.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>The trade it is a leg of.</summary>
    public Guid? Trade { get; init; }

    /// <summary>Number of the settlement window.</summary>
    public int? Window { get; init; }

    /// <summary>On region accounts: the same value in the other unit.</summary>
    public Money? Counter { get; init; }

    /// <summary>When the pending transfer it placed expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why it passed limits.</summary>
    public string? ForcedReason { get; init; }
}

/// <summary>A community's month.</summary>
public sealed record CommunitySummary
{
    /// <summary>The community.</summary>
    public required string Community { get; init; }

    /// <summary><c>YYYY-MM</c>, by business date.</summary>
    public required string Month { get; init; }

    /// <summary>One per ledger.</summary>
    public required IReadOnlyList<LedgerSummary> Ledgers { get; init; }
}

/// <summary>One ledger's month. Amounts are not negative unless said.</summary>
public sealed record LedgerSummary
{
    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>Members' accounts not closed.</summary>
    public required int Accounts { get; init; }

    /// <summary>Of these, with an entry in the month.</summary>
    public required int ActiveAccounts { get; init; }

    /// <summary>Transfers posted between members in the month.</summary>
    public required long Transfers { get; init; }

    /// <summary>Their sum.</summary>
    public required Money Turnover { get; init; }

    /// <summary>Trades in which a member paid out of the community.</summary>
    public required long TradesOut { get; init; }

    /// <summary>Their sum in this ledger's unit.</summary>
    public required Money PaidOut { get; init; }

    /// <summary>Trades in which a member was paid from outside.</summary>
    public required long TradesIn { get; init; }

    /// <summary>Their sum in this ledger's unit.</summary>
    public required Money PaidIn { get; init; }

    /// <summary>Sum of the members' positive balances at the end of the month, or now.</summary>
    public required Money CreditOutstanding { get; init; }

    /// <summary>Sum of the members' negative balances at the end of the month, or now; signed.</summary>
    public required Money DebtOutstanding { get; init; }
}
