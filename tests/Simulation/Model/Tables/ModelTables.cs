using System.Collections.Immutable;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Trades;

namespace Regional.Simulation.Model.Tables;

/// <summary>
/// The durable state on plain collections. Dictionaries are only looked up, never walked: what is listed stands in a
/// list or a sorted set, so that no hash decides an order.
/// </summary>
internal sealed class ModelTables
{
    public Sequence RegionIds { get; } = new();

    public Sequence CommunityIds { get; } = new();

    public Sequence LedgerIds { get; } = new();

    public Sequence MemberIds { get; } = new();

    public Sequence AccountIds { get; } = new();

    public Sequence WindowIds { get; } = new();

    public Sequence RateIds { get; } = new();

    public Sequence TermsIds { get; } = new();

    public Sequence CalendarIds { get; } = new();

    public Sequence PeriodIds { get; } = new();

    public Sequence CommitNumbers { get; } = new();

    public List<RegionRow> Regions { get; } = [];

    public List<CommunityRow> Communities { get; } = [];

    public List<LedgerRow> Ledgers { get; } = [];

    public List<MemberRow> Members { get; } = [];

    public List<AccountRow> Accounts { get; } = [];

    public List<AccountChangeRow> AccountChanges { get; } = [];

    public List<CorrespondentRow> Correspondents { get; } = [];

    public Dictionary<LedgerId, List<RateEntry>> Rates { get; } = [];

    public Dictionary<LedgerId, List<DatedParameters>> Terms { get; } = [];

    public Dictionary<RegionId, BusinessCalendar> Calendars { get; } = [];

    public Dictionary<OperationId, OperationRow> Operations { get; } = [];

    /// <summary>All transfers in the order of commits.</summary>
    public List<TransferRow> Transfers { get; } = [];

    public Dictionary<TransferId, PendingTransfer> Pendings { get; } = [];

    /// <summary>Open pending transfers that end by themselves, soonest first.</summary>
    public SortedSet<(DateTimeOffset ExpiresAt, OperationId Posting, short Leg)> DuePendings { get; } = [];

    public Dictionary<OperationId, OperationId> Corrections { get; } = [];

    public HashSet<DocumentClaim> DocumentClaims { get; } = [];

    public Dictionary<OperationId, TradeRow> Trades { get; } = [];

    /// <summary>Trades that wait, oldest first.</summary>
    public SortedSet<(DateTimeOffset QueuedAt, OperationId Id)> Queue { get; } = [];

    public Dictionary<OperationId, RequestRow> Requests { get; } = [];

    /// <summary>By region, in the order of their numbers.</summary>
    public Dictionary<RegionId, List<WindowRow>> Windows { get; } = [];

    /// <summary>By ledger, in the order of their numbers.</summary>
    public Dictionary<LedgerId, List<PeriodRow>> Periods { get; } = [];

    public Dictionary<LedgerId, PeriodCalendarRow> PeriodCalendars { get; } = [];

    /// <summary>How far books are closed; a ledger that is missing is open from the beginning.</summary>
    public Dictionary<LedgerId, PeriodBooks> Books { get; } = [];

    /// <summary>Ledgers whose mutual credit is switched off.</summary>
    public HashSet<LedgerId> CreditOff { get; } = [];

    /// <summary>What savings pools keep.</summary>
    public PoolRows Pool { get; } = new();

    /// <summary>What komokos keep.</summary>
    public KomokoRows Komoko { get; } = new();

    /// <summary>What coupon books keep.</summary>
    public CouponRows Coupons { get; } = new();

    public Dictionary<OperationId, InstructionRow> Instructions { get; } = [];

    public Dictionary<WindowId, List<InstructionRow>> InstructionsOfWindow { get; } = [];

    /// <summary>Operations that confirmed a settlement payment.</summary>
    public HashSet<OperationId> Confirmations { get; } = [];

    public Dictionary<OperationId, TokenRow> Tokens { get; } = [];

    public HashSet<string> TokenHashes { get; } = [];

    private readonly Dictionary<LedgerId, LedgerRow> _ledgersById = [];
    private readonly Dictionary<AccountId, AccountRow> _accountsById = [];
    private readonly Dictionary<(LedgerId Ledger, string Code), AccountRow> _accountsByCode = [];
    private readonly Dictionary<MemberId, MemberRow> _membersById = [];
    private readonly HashSet<(CommunityId Community, string Code)> _memberCodes = [];
    private readonly Dictionary<WindowId, WindowRow> _windowsById = [];
    private readonly Dictionary<OperationId, List<AccountId>> _changedBy = [];

    public RegionRow? Region(RegionId id) => Regions.Find(row => row.Id == id);

    public CommunityRow? Community(CommunityId id) => Communities.Find(row => row.Id == id);

    public LedgerRow? Ledger(LedgerId id) => _ledgersById.GetValueOrDefault(id);

    public AccountRow? Account(AccountId id) => _accountsById.GetValueOrDefault(id);

    public AccountRow? Account(LedgerId ledger, string code) => _accountsByCode.GetValueOrDefault((ledger, code));

    public MemberRow? Member(MemberId id) => _membersById.GetValueOrDefault(id);

    public bool HasMember(CommunityId community, string code) => _memberCodes.Contains((community, code));

    public WindowRow? Window(WindowId id) => _windowsById.GetValueOrDefault(id);

    public RegionRow RegionOf(LedgerRow ledger) => Region(ledger.Region)!;

    public CorrespondentRow? Upper(LedgerId lower) => Correspondents.Find(row => row.LowerLedger == lower);

    public List<RateEntry> RatesOf(LedgerId ledger) => ListIn(Rates, ledger);

    public List<DatedParameters> TermsOf(LedgerId ledger) => ListIn(Terms, ledger);

    public List<WindowRow> WindowsOf(RegionId region) => ListIn(Windows, region);

    /// <summary>The borders of a region's windows as they stand.</summary>
    public ImmutableArray<WindowBorders> BordersOf(RegionId region) =>
        [.. WindowsOf(region).Select(static window => window.Borders)];

    public List<PeriodRow> PeriodsOf(LedgerId ledger) => ListIn(Periods, ledger);

    public PeriodRow? Period(PeriodId id) =>
        Ledgers.SelectMany(ledger => PeriodsOf(ledger.Id)).FirstOrDefault(period => period.Span.Id == id);

    public List<InstructionRow> InstructionsOf(WindowId window) => ListIn(InstructionsOfWindow, window);

    public void Add(LedgerRow ledger)
    {
        Ledgers.Add(ledger);
        _ledgersById.Add(ledger.Id, ledger);
    }

    public void Add(MemberRow member)
    {
        Members.Add(member);
        _membersById.Add(member.Id, member);
        _memberCodes.Add((member.Community, member.Code));
    }

    public void Add(WindowRow window)
    {
        WindowsOf(window.Region).Add(window);
        _windowsById.Add(window.Id, window);
    }

    public void Add(InstructionRow instruction)
    {
        Instructions.Add(instruction.Id, instruction);
        InstructionsOf(instruction.Window).Add(instruction);
    }

    /// <summary>Opens an account at balance zero. The code must be free.</summary>
    public AccountRow OpenAccount(
        LedgerId ledger, string code, string name, AccountRole role, AccountId? id = null, MemberId? member = null,
        CommunityId? community = null, AccountKind kind = AccountKind.General, long? floor = null, long? ceiling = null)
    {
        var account = new AccountRow
        {
            State = new AccountState
            {
                Id = id ?? new AccountId(AccountIds.Next()),
                Ledger = ledger,
                Currency = Ledger(ledger)!.Currency,
                Role = role,
                Floor = floor,
                Ceiling = ceiling,
                Version = 1,
            },
            Code = code,
            Name = name,
            Member = member,
            Community = community,
            Kind = kind,
        };
        _accountsByCode.Add((ledger, code), account);
        _accountsById.Add(account.State.Id, account);
        Accounts.Add(account);
        return account;
    }

    public void Record(AccountChangeRow change)
    {
        AccountChanges.Add(change);
        ListIn(_changedBy, change.Operation).Add(change.Account);
    }

    /// <summary>The accounts an operation changed apart from their balances, as they stand now, by id.</summary>
    public ImmutableArray<AccountState> ChangedBy(OperationId operation) =>
        _changedBy.TryGetValue(operation, out var accounts)
            ? [.. accounts.Distinct().Order().Select(id => Account(id)!.State)]
            : [];

    public Currency CurrencyOf(AccountId account) => Account(account)!.State.Currency;

    private static List<T> ListIn<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }
}
