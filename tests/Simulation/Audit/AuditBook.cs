using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// The books as the auditor keeps them: plain dictionaries, brought up to date from the journal's order of commits, with
/// rules and arithmetic of its own.
/// </summary>
internal sealed class AuditBook
{
    public Dictionary<long, AuditAccount> Accounts { get; } = [];

    public Dictionary<int, AuditLedger> Ledgers { get; } = [];

    /// <summary>By the community's number.</summary>
    public Dictionary<int, AuditCommunity> Communities { get; } = [];

    public Dictionary<Guid, AuditOperation> Operations { get; } = [];

    public Dictionary<(Guid Posting, short Leg), AuditPending> Pendings { get; } = [];

    public Dictionary<Guid, AuditRequest> Requests { get; } = [];

    /// <summary>Trades that went into the queue.</summary>
    public Dictionary<Guid, AuditQueued> Queued { get; } = [];

    public Dictionary<Guid, AuditInstruction> Instructions { get; } = [];

    public Dictionary<long, AuditWindow> Windows { get; } = [];

    /// <summary>By ledger, in the order of their numbers.</summary>
    public Dictionary<int, List<AuditPeriod>> Periods { get; } = [];

    /// <summary>Periods by their number in the store.</summary>
    public Dictionary<long, (int Ledger, int No)> PeriodIds { get; } = [];

    /// <summary>All that moved balances, in the order of the journal.</summary>
    public List<AuditLine> Lines { get; } = [];

    /// <summary>Loans proposed to pools, by the proposal's id.</summary>
    public Dictionary<Guid, AuditAgreement> Agreements { get; } = [];

    /// <summary>Points of pools' accounts after the last month end.</summary>
    public Dictionary<long, Int128> Points { get; } = [];

    /// <summary>Accounts whose points were brought along, the banks' among them.</summary>
    public HashSet<long> PointsTaken { get; } = [];

    /// <summary>By pool: where the last month end went over its accounts.</summary>
    public Dictionary<int, long> PointsChangedAt { get; } = [];

    /// <summary>Whether some account's points fitted no more and stayed as they were.</summary>
    public bool HasLostPoints { get; set; }

    /// <summary>What komokos keep besides balances.</summary>
    public AuditKomoko Komoko { get; } = new();

    public AuditCoupons Coupons { get; } = new();

    /// <summary>Where a request was first asked.</summary>
    public Dictionary<Guid, long> AskedAt { get; } = [];

    public HashSet<string> Claims { get; } = [];

    /// <summary>How many commits have been taken in: a place in the journal's order.</summary>
    public long Place { get; set; }

    /// <summary>
    /// As of which place rates, terms and suspensions are looked up: a commit is judged by those it read when it began.
    /// </summary>
    public long TermsPlace { get; set; } = long.MaxValue;

    /// <summary>
    /// On which date a posting in these ledgers is made: where their books are closed to the date it was asked for, and it
    /// is not refused, on the first that is open.
    /// </summary>
    public DateOnly BookedOn(IEnumerable<int> ledgers, DateOnly date)
    {
        foreach (var ledger in ledgers)
        {
            var closing = Ledgers[ledger].Closings.FindLast(closing => closing.Place <= TermsPlace);
            date = closing.Place > 0 && date <= closing.Until ? closing.Until.AddDays(1) : date;
        }

        return date;
    }

    public bool IsSuspended(int community) => Communities[community].IsSuspendedAt(TermsPlace);
}

/// <summary>A ledger: what is fixed, and its rates and terms.</summary>
internal sealed class AuditLedger
{
    public required int Id { get; init; }

    public required int Region { get; init; }

    public int? Community { get; init; }

    public required string Scheme { get; init; }

    public required string Currency { get; init; }

    public required byte Scale { get; init; }

    public required Dictionary<AuditRole, long> SystemAccounts { get; init; }

    public AuditLink? Upper { get; set; }

    /// <summary>The region's time zone: it says when a day is over.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The calendar of its periods; null: it has none.</summary>
    public AskedPeriodCalendar? Calendar { get; set; }

    /// <summary>When its first calendar was set.</summary>
    public DateTimeOffset FirstCalendarAt { get; set; }

    /// <summary>Since which place it takes no more lines up to which date.</summary>
    public List<(long Place, DateOnly Until)> Closings { get; } = [];

    public DateOnly? ClosedUntil => Closings.Count == 0 ? null : Closings[^1].Until;

    /// <summary>Whether mutual credit is switched off: nobody goes further below zero then.</summary>
    public bool IsCreditOff { get; set; }

    public List<AuditRate> Rates { get; } = [];

    public List<AuditTerms> Terms { get; } = [];
}

/// <summary>A ledger's account above, and its own account that mirrors it.</summary>
internal sealed record AuditLink(long LowerAccount, int UpperLedger, long UpperAccount)
{
    /// <summary>Net of the counter amounts on the lower account, signed as its balance.</summary>
    public Int128 Counter { get; set; }
}

/// <param name="Place">Since which place it stands.</param>
internal sealed record AuditRate(
    long Place, long Id, int Kind, string? Purpose, int Side, DateOnly From, long Numerator, long Denominator);

internal sealed record AuditTerms(long Place, DateOnly From, string Name, string Value);

internal sealed class AuditCommunity
{
    private readonly List<(long Place, bool IsSuspended)> _changes = [];

    public void Set(long place, bool isSuspended) => _changes.Add((place, isSuspended));

    public bool IsSuspendedAt(long place) => _changes.FindLast(change => change.Place <= place).IsSuspended;
}

/// <summary>What an account is for, by its stored number.</summary>
internal enum AuditRole
{
    Member = 1,
    Region = 2,
    Settlement = 3,
    ExchangeDifference = 4,
    Rounding = 5,
    Demurrage = 7,
    Levy = 8,
    Community = 10,
    RestOfWorld = 11,
    Suspense = 12,
    Opening = 13,
    PoolBank = 14,
    Circulation = 16,
    Administration = 17,
    CommunityFund = 18,
    Balance = 19,
    TillDifference = 20,
}

/// <summary>An operation of the journal.</summary>
internal sealed class AuditOperation
{
    public required long Place { get; init; }

    public required long CommitNo { get; init; }

    public required DateTimeOffset At { get; init; }

    public required JournalOperation Outcome { get; init; }

    public Guid? CorrectedBy { get; set; }
}

internal sealed class AuditPending
{
    public required JournalLeg Leg { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>1 open, 2 posted, 3 voided, 4 expired.</summary>
    public int Status { get; set; } = 1;

    /// <summary>What of it was paid, where it was.</summary>
    public long Posted { get; set; }

    /// <summary>Until which place it was open; for readers who ask what was so when they asked.</summary>
    public long EndedAt { get; set; } = long.MaxValue;
}

internal sealed class AuditRequest
{
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Open, or how it ended.</summary>
    public string State { get; set; } = "open";
}

internal sealed class AuditQueued
{
    public required long Account { get; init; }

    /// <summary>Queued, or how it ended.</summary>
    public string State { get; set; } = "queued";

    public ToldRefused? Refusal { get; set; }

    /// <summary>The posting that released it.</summary>
    public Guid? ReleasedBy { get; set; }
}

internal sealed class AuditInstruction
{
    public required long Window { get; init; }

    public required long Account { get; init; }

    /// <summary>Signed: positive is paid out.</summary>
    public required long Settled { get; init; }

    public required DateOnly Due { get; init; }

    /// <summary>Planned, pending, confirmed.</summary>
    public string State { get; set; } = "planned";

    public Guid PlacedBy { get; set; }

    public bool IsInArrears { get; set; }
}

/// <summary>What moved between two accounts, by the date in the books.</summary>
internal readonly record struct AuditLine(int Ledger, DateOnly Date, long Debit, long Credit, long Amount, Guid Posting);

/// <summary>A period of a ledger.</summary>
internal sealed class AuditPeriod
{
    public required int No { get; init; }

    public required DateOnly First { get; init; }

    /// <summary>Moves with the calendar while the period is open.</summary>
    public required DateOnly Last { get; set; }

    /// <summary>1 open, 2 totalling, 3 totalled, 4 signed off, 5 published.</summary>
    public int Status { get; set; } = 1;

    /// <summary>At which place in the journal's order its end began.</summary>
    public long BegunAt { get; set; }

    /// <summary>Steps and the accounts after which a chunk of theirs was done.</summary>
    public HashSet<(string Step, long After)> Chunks { get; } = [];

    /// <summary>Its report as it was when it was totalled: it stays that way.</summary>
    public string? Report { get; set; }
}

/// <summary>A window: its borders and its state from the journal's order.</summary>
internal sealed class AuditWindow
{
    public required long Id { get; init; }

    public required int Region { get; init; }

    public DateTimeOffset Opens { get; set; }

    public DateTimeOffset Closes { get; set; }

    public int No { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>At which place in the journal's order.</summary>
    public long ClosedAt { get; set; }

    public bool IsPlanned { get; set; }

    public bool IsSettled { get; set; }

    /// <summary>Per community account: paid and received in it, apart from settlement payments.</summary>
    public Dictionary<long, (Int128 Paid, Int128 Received)> Moved { get; } = [];
}
