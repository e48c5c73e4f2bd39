using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using static Regional.Domain.Tests.Schemes.Coupons.CouponBook;

namespace Regional.Domain.Tests.Schemes.Coupons;

public sealed class CounterTests
{
    /// <summary>Notes handed out for 100,000 (or what the row says), what else differs, and what the scheme says.</summary>
    public static TheoryData<string, string, string, string> Withdrawals => new()
    {
        { "two fifties", "MEN-A 401-402", "", "planned" },
        { "small change", "MEN-A 1-20;MEN-A 101-104;MEN-A 201-202;MEN-A 301-302", "", "planned" },
        { "across two print runs", "MEN-A 400-401", "amount=70000", "planned" },
        { "no signature", "MEN-A 401-402", "evidence=none", "evidenceMissing" },
        { "a signature without its line", "MEN-A 401-402", "evidence=signed without line", "evidenceMissing" },
        { "no till", "MEN-A 401-402", "till=none", "tillNotOpen" },
        { "a closed till", "MEN-A 401-402", "till=closed", "tillNotOpen" },
        { "a till of another book", "MEN-A 401-402", "till=elsewhere", "tillNotOpen" },
        { "an amount that notes cannot pay", "MEN-A 401-402", "amount=100500", "amountNotInNotes" },
        { "less than the smallest note", "MEN-A 1", "amount=999", "amountNotInNotes" },
        { "no notes", "", "", "notesMalformed" },
        { "a note twice", "MEN-A 401-402;MEN-A 402", "", "notesMalformed" },
        { "too many notes at once", "MEN-A 1-501", "", "notesMalformed" },
        { "too little", "MEN-A 401", "", "notesDiffer" },
        { "a note too many", "MEN-A 401-402;MEN-A 1", "", "notesDiffer" },
        { "a series nobody registered", "TRI-Z 1", "", "seriesUnknown" },
        { "another community's series", "SUB-A 1", "", "noteOfOtherCommunity" },
        { "a number never printed", "MEN-A 501", "", "noteUnknown" },
        { "a number of another series", "MEN-B 1", "", "noteOfOtherSeries" },
        { "expired notes", "MEN-O 1-2", "", "noteExpired" },
        { "to the region's account", "MEN-A 401-402", "account=30", "accountNotPayable" },
    };

    [Theory]
    [MemberData(nameof(Withdrawals))]
    public void A_withdrawal_becomes_what_its_row_says(string name, string notes, string other, string expected)
    {
        Assert.NotEmpty(name);
        var changes = Parameters(other).Values;
        var command = new WithdrawCoupons(
            new AccountId(long.Parse(changes.GetValueOrDefault("account", "1"))),
            Worth(long.Parse(changes.GetValueOrDefault("amount", "100000"))),
            Notes(notes.Split(';', StringSplitOptions.RemoveEmptyEntries)),
            changes.GetValueOrDefault("till") == "none" ? null : Till,
            changes.GetValueOrDefault("evidence") switch
            {
                null => Signed,
                "none" => default,
                _ => new Evidence(EvidenceKind.SignedLine, " "),
            });
        var till = new TillState(
            new LedgerId(changes.GetValueOrDefault("till") == "elsewhere" ? 2 : 1), "teller:men/ani",
            IsOpen: changes.GetValueOrDefault("till") != "closed");
        Assert.Equal(expected, Word(Plan(command, State() with { Till = till, Runs = Known })));
    }

    [Theory]
    [InlineData("tillsRequired=false")]
    [InlineData("evidenceRequired=false;tillsRequired=false")]
    public void Tills_and_evidence_are_asked_for_only_where_the_terms_require_them(string parameters)
    {
        var command = new WithdrawCoupons(
            new(Member), Worth(50_000), Notes("MEN-A 401"), Till: null,
            parameters.StartsWith("evidence", StringComparison.Ordinal) ? default : Signed);
        Assert.Equal("planned", Word(Plan(command, State(), parameters)));
    }

    [Theory]
    [InlineData(Administration)]
    [InlineData(CommunityFund)]
    public void The_funds_draw_notes_without_fee_and_have_no_credit(long fund)
    {
        var command = new WithdrawCoupons(new(fund), Worth(50_000), Notes("MEN-A 401"), Till, Signed);
        var role = fund == Administration ? AccountRole.Administration : AccountRole.CommunityFund;
        var enough = Planned(command, State(fund, balance: 50_000, floor: null, role: role));
        Assert.Equal(fund == Administration ? "#1>Circ 50000" : "#2>Circ 50000", Write(enough));
        var short1 = Plan(command, State(fund, balance: 49_999, floor: null, role: role));
        Assert.Equal("fundShort", Word(short1));
    }

    [Theory]
    [InlineData("MEN-A 401-402", 100_000, "planned")]
    [InlineData("MEN-A 401-402", 99_000, "notesDiffer")]
    [InlineData("MEN-O 1", 50_000, "noteExpired")]
    [InlineData("SUB-A 1", 50_000, "noteOfOtherCommunity")]
    [InlineData("MEN-B 1", 50_000, "noteOfOtherSeries")]
    [InlineData("MEN-A 501", 50_000, "noteUnknown")]
    [InlineData("ZZZ 1", 50_000, "seriesUnknown")]
    public void A_deposit_becomes_what_its_row_says(string notes, long counted, string expected)
    {
        var ruling = Plan(Deposit(counted, notes), State() with { Runs = Known });
        Assert.Equal(expected, Word(ruling));
        Assert.True(!ruling.TryGet(out var plan, out _) || Write(plan) == "Circ>M 100000");
    }

    [Theory]
    [InlineData(0, 99_000, false, 0)]
    [InlineData(0, 100_000, true, -535_000)]
    [InlineData(60_000, 40_000, true, -535_000)]
    [InlineData(60_000, 39_000, false, 0)]
    public void A_limit_is_marked_once_deposits_since_the_last_marking_reach_it(
        long before, long deposited, bool isMarked, long floor)
    {
        var notes = deposited switch
        {
            99_000 => new[] { "MEN-A 401", "MEN-A 301-302", "MEN-A 101", "MEN-A 1-4" },
            100_000 => ["MEN-A 401-402"],
            40_000 => ["MEN-A 301-302"],
            _ => ["MEN-A 301", "MEN-A 201", "MEN-A 101", "MEN-A 1-4"],
        };
        var state = State(balance: -107_000) with { DepositedSinceMarking = before };
        var marked = Planned(Deposit(deposited, notes), state).Facts.OfType<LimitMarked>().SingleOrDefault();
        Assert.Equal(isMarked ? new LimitMarked(new(Member), 500_000, floor) : null, marked);
    }

    [Theory]
    [InlineData(500_000, -535_000L)]
    [InlineData(100_000, null)]
    public void The_top_of_the_ladder_and_an_account_without_floor_are_not_marked(long limit, long? floor)
    {
        var state = State(floor: floor) with { DepositedSinceMarking = 1_000_000, Limit = Worth(limit) };
        Assert.Empty(Planned(Deposit(100_000, "MEN-A 401-402"), state).Facts.OfType<LimitMarked>());
    }

    [Fact]
    public void A_marking_never_tightens_a_floor_the_administrator_set_wider()
    {
        var state = State(floor: -900_000) with { DepositedSinceMarking = 100_000 };
        var marked = Planned(Deposit(100_000, "MEN-A 401-402"), state).Facts.OfType<LimitMarked>().Single();
        Assert.Equal(-900_000, marked.FloorMinor);
    }

    [Theory]
    [InlineData("MEN-O 1", "MEN-A 301-302;MEN-A 101;MEN-A 1", "Circ>#1 2500; Circ>#2 1000; Circ>M 500")]
    [InlineData("MEN-O 1", "", "Circ>#1 2500; Circ>#2 1000; Circ>M 46500")]
    [InlineData("MEN-O 1-2", "MEN-A 401;MEN-A 301-302;MEN-A 1-3", "Circ>#1 5000; Circ>#2 2000")]
    public void Expired_notes_are_exchanged_at_7_percent_and_what_notes_cannot_pay_goes_to_the_account(
        string expired, string handed, string transfers) =>
        Assert.Equal(transfers, Write(Planned(Exchange(expired, handed), State() with { Runs = Known })));

    [Theory]
    [InlineData("MEN-A 401", "", "noteNotExpired")]
    [InlineData("MEN-O 1", "MEN-A 301-302;MEN-A 101;MEN-A 1-2", "exchangeTooLarge")]
    [InlineData("MEN-O 1", "MEN-O 2", "exchangeTooLarge")]
    [InlineData("MEN-O 1-2", "MEN-O 3", "noteExpired")]
    [InlineData("SUB-A 1", "", "noteOfOtherCommunity")]
    public void An_exchange_that_is_none_is_refused(string expired, string handed, string expected) =>
        Assert.Equal(expected, Word(Plan(Exchange(expired, handed), State() with { Runs = Known })));

    [Fact]
    public void A_tills_difference_is_booked_against_the_account_for_it()
    {
        var plan = Planned(
            new SettleTill(new(TillDifference), Till, Notes("MEN-A 401"), Notes("MEN-A 301-302", "MEN-A 1")), State());
        Assert.Equal("Diff>Circ 50000; Circ>Diff 41000", Write(plan));
        var line = plan.Facts.OfType<CounterLine>().Single();
        Assert.Equal((41_000L, 50_000L), (line.NotesInMinor, line.NotesOutMinor));
        Assert.Equal([NoteMove.Missing, NoteMove.Found], plan.Facts.OfType<NotesMoved>().Select(static fact => fact.Move));
        Assert.Equal("notesMalformed", Word(Plan(new SettleTill(new(TillDifference), Till, [], []), State())));
    }

    [Theory]
    [InlineData(-30_000, 30_000, "Bal>M 30000; #1>Bal 30000")]
    [InlineData(-30_000, 29_999, "fundShort")]
    [InlineData(0, 30_000, "nothingToCover")]
    public void A_leaving_members_debt_is_made_up_by_the_balance_account_and_covered_from_administration(
        long balance, long fund, string expected)
    {
        var state = State(balance: balance) with { Administration = Ledger.Scene.State(Administration, fund) };
        var ruling = Plan(new CoverClosing(new(Member)), state);
        Assert.Equal(expected, ruling.TryGet(out var plan, out var refusal) ? Write(plan) : refusal.Entry.Code);
    }

    [Fact]
    public void A_mis_keyed_line_is_undone_whole()
    {
        var withdrawn = Planned(
            new WithdrawCoupons(new(Member), Worth(50_000), Notes("MEN-A 401"), Till, Signed), State());
        var line = withdrawn.Facts.OfType<CounterLine>().Single();
        var state = State(balance: -53_500) with
        {
            Corrected = new CouponLine(withdrawn.Legs, line, [.. withdrawn.Facts.OfType<NotesMoved>()]),
        };
        var plan = Planned(new CorrectLine(new(Member), Ledger.Scene.Operation(5)), state);
        Assert.Equal("Circ>M 50000; #1>M 2500; #2>M 1000", Write(plan));
        Assert.All(plan.Legs, static leg => Assert.True(leg.IsForced));
        Assert.Equal(NoteMove.NotHandedOut, plan.Facts.OfType<NotesMoved>().Single().Move);
        Assert.Equal(0, plan.Facts.OfType<CounterLine>().Single().NotesOutMinor + line.NotesOutMinor);
        Assert.Equal("lineUnknown", Word(Plan(new CorrectLine(new(Other), Ledger.Scene.Operation(5)), state)));
        Assert.Equal("lineUnknown", Word(Plan(new CorrectLine(new(Member), Ledger.Scene.Operation(5)), State())));
    }

    private static readonly ImmutableArray<NoteRun> Known =
    [
        .. Printed,
        Run("MEN-B", 900, 901, 50_000),
        Run("SUB-A", 1, 10, 50_000, ledger: 2),
        Run("MEN-O", 1, 10, 50_000) with { LastValidDay = Today.AddDays(-1) },
    ];

    private static DepositCoupons Deposit(long counted, params string[] notes) =>
        new(new(Member), Worth(counted), Notes(notes), Till, Signed);

    private static ExchangeNotes Exchange(string expired, string handed) => new(
        new(Member), Notes(expired), Notes(handed.Split(';', StringSplitOptions.RemoveEmptyEntries)), Till, Signed);
}
