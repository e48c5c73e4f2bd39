using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Tests.Ledger;

namespace Regional.Domain.Tests.Schemes.Coupons;

/// <summary>A coupon book in rupiah of which tests say only what matters to them.</summary>
internal static class CouponBook
{
    public const long Member = 1;
    public const long Other = 2;
    public const long Circulation = 16;
    public const long Administration = 17;
    public const long CommunityFund = 18;
    public const long BalanceAccount = 19;
    public const long TillDifference = 20;
    public const long Region = 30;

    public static readonly LedgerId Rupiahs = new(9);
    public static readonly OperationId Till = Scene.Operation(77);
    public static readonly DateOnly Today = new(2001, 3, 2);
    public static readonly DateOnly LastValidDay = new(2001, 9, 1);
    public static readonly Evidence Signed = new(EvidenceKind.SignedLine, "12");

    /// <summary>1-100 of a thousand, 101-200 of five, 201-300 of ten, 301-400 of twenty, 401-500 of fifty thousand.</summary>
    public static readonly ImmutableArray<NoteRun> Printed =
    [
        Run("MEN-A", 1, 100, 1_000), Run("MEN-A", 101, 200, 5_000), Run("MEN-A", 201, 300, 10_000),
        Run("MEN-A", 301, 400, 20_000), Run("MEN-A", 401, 500, 50_000),
    ];

    private static readonly FrozenDictionary<AccountRole, AccountId> System = new Dictionary<AccountRole, AccountId>
    {
        [AccountRole.Circulation] = new(Circulation),
        [AccountRole.Administration] = new(Administration),
        [AccountRole.CommunityFund] = new(CommunityFund),
        [AccountRole.Balance] = new(BalanceAccount),
        [AccountRole.TillDifference] = new(TillDifference),
        [AccountRole.Region] = new(Region),
    }.ToFrozenDictionary();

    public static Amount Worth(long minor) => new(minor, Scene.Rupiah);

    public static NoteRun Run(string series, long first, long last, long value, int ledger = 1) =>
        new(new LedgerId(ledger), new NoteRange(series, first, last), Worth(value), LastValidDay);

    public static ImmutableArray<NoteRange> Notes(params string[] ranges) =>
        [.. ranges.Select(static range => NoteRange.TryParse(range)!.Value)];

    public static SchemeParameters Parameters(string text) => new(
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('='))
            .ToImmutableSortedDictionary(static pair => pair[0], static pair => pair[1]));

    public static CouponTerms Terms(string parameters = "") =>
        CouponParameters.Read(Parameters(parameters), Scene.Rupiah).TryGet(out var terms, out var refusal)
            ? terms
            : throw new InvalidOperationException(refusal.ToString());

    /// <summary>The state of a member (or a system account) before the command.</summary>
    public static CouponState State(
        long account = Member, long balance = 0, long? floor = -107_000, long pending = 0, AccountRole role = AccountRole.Member) =>
        new()
        {
            RestsOn = [new AccountVersion(new AccountId(account), 1)],
            Account = Scene.State(account, balance, floor) with { DebitsPending = pending, Role = role },
            Runs = Printed,
            Till = new TillState(Scene.Book, "teller:men/ani", IsOpen: true),
            AtHand = Printed.Aggregate(NoteCounts.None, static (all, run) => all.With(run.Value.Minor, run.Range.Count)),
            Rupiah = new RupiahBook(
                Rupiahs, Scene.Rupiah, new AccountId(91), new AccountId(92), new AccountId(93), new AccountId(94)),
        };

    public static SchemeContext Context(CouponState state, string parameters = "") => new()
    {
        Ledger = Scene.Book,
        Currency = Scene.Rupiah,
        BusinessDate = Today,
        Parameters = Parameters(parameters),
        Accounts = new[] { Member, Other }.Select(static id => Scene.State(id))
            .Concat(System.Select(static pair => Scene.State(pair.Value.Value) with { Role = pair.Key }))
            .ToFrozenDictionary(static account => account.Id, static account => new SchemeAccount(account)),
        State = state,
        SystemAccounts = System,
    };

    public static Ruling<SchemePlan> Plan(SchemeCommand command, CouponState state, string parameters = "") =>
        new CouponScheme().Plan(command, Context(state, parameters));

    public static SchemePlan Planned(SchemeCommand command, CouponState state, string parameters = "") =>
        Plan(command, state, parameters).TryGet(out var plan, out var refusal)
            ? plan
            : throw new InvalidOperationException(refusal.ToString());

    public static string Word(Ruling<SchemePlan> ruling) =>
        ruling.TryGet(out _, out var refusal) ? "planned" : refusal.Entry.Code;

    public static Refusal Refused(Ruling<SchemePlan> ruling) =>
        ruling.TryGet(out _, out var refusal) ? throw new InvalidOperationException("It was planned.") : refusal;

    public static string FactOf(this Refusal refusal, string name) =>
        refusal.Facts.First(fact => fact.Name == name).Value;

    /// <summary>Transfers as the worked examples write them: debit, credit, amount.</summary>
    public static string Write(SchemePlan plan) =>
        string.Join("; ", plan.Legs.Select(static leg => $"{NameOf(leg.Debit)}>{NameOf(leg.Credit)} {leg.Amount.Minor}"));

    private static string NameOf(AccountId account) => account.Value switch
    {
        Member => "M",
        Other => "O",
        Circulation => "Circ",
        Administration => "#1",
        CommunityFund => "#2",
        BalanceAccount => "Bal",
        TillDifference => "Diff",
        Region => "Region",
        91 => "Cash",
        92 => "Reserve",
        93 => "R#1",
        94 => "R#2",
        _ => account.ToString(),
    };
}
