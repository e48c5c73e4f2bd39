using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>What the end of a period means to a komoko's accounts: clearing, levy, demurrage (003, 2.2, 2.3, 3.1, 5.1).</summary>
public sealed class PeriodStepTests
{
    private static readonly AccountId Levy = new(902);
    private static readonly DateOnly April1 = new(2026, 4, 1);
    private static readonly PeriodSpan March = new(new PeriodId(3), 3, new(2026, 3, 1), new(2026, 3, 31));
    private static readonly PeriodSpan April = new(new PeriodId(4), 4, April1, new(2026, 4, 30));

    /// <summary>Real balance, own financial, then cover, levy (1 %, rounded down) and what opens the next period.</summary>
    [Theory]
    [InlineData(-700, 100, 100, 6, -606)]
    [InlineData(-700, 700, 700, 0, 0)]
    [InlineData(-700, 900, 700, 0, 0)]
    [InlineData(-700, 0, 0, 7, -707)]
    [InlineData(-99, 0, 0, 0, -99)]
    [InlineData(-100, 0, 0, 1, -101)]
    [InlineData(500, 300, 0, 5, 495)]
    [InlineData(0, 300, 0, 0, 0)]
    public void A_business_is_cleared_from_its_own_and_levied_on_the_rest(
        long real, long own, long cover, long levy, long next)
    {
        var plan = Clear(March, Turnover(real, own));

        var legs = plan.Postings.SelectMany(static posting => posting.Legs).ToLookup(static leg => leg.Purpose);
        Assert.Equal(
            (cover, levy),
            (legs["clearing"].Sum(static leg => leg.Amount.Minor), legs["levy"].Sum(static leg => leg.Amount.Minor)));
        Assert.Equal(next, real + cover - levy);
        Assert.All(legs["levy"], static leg => Assert.True(leg.IsForced));
        Assert.All(plan.Postings, posting => Assert.Equal(March.LastDate, posting.BusinessDate));
    }

    /// <summary>The levy was 5 % from 1 January on, nothing from the 20th of March, 2 % from the 31st.</summary>
    [Theory]
    [InlineData("2026-03-19", 35)]
    [InlineData("2026-03-20", 0)]
    [InlineData("2026-03-30", 0)]
    [InlineData("2026-03-31", 14)]
    public void The_levy_is_that_of_the_clearing_date(string date, long levy)
    {
        var context = Context(March) with
        {
            Terms = [Levied(1, "2026-01-01", "0.05"), Levied(2, "2026-03-20", "0"), Levied(3, "2026-03-31", "0.02")],
        };

        var plan = new ClearingStep(1).Plan(
            new PeriodChunk([], new Turnovers([Turnover(-700, 0) with { Date = Date(date) }]), IsLast: true), context);

        Assert.Equal(levy, plan.Postings.SelectMany(static posting => posting.Legs).Sum(static leg => leg.Amount.Minor));
    }

    private static DatedParameters Levied(long id, string from, string rate) => new(
        id, Date(from), ImmutableSortedDictionary<string, string>.Empty.Add(KomokoTerms.LevyParameter, rate));

    [Fact]
    public void A_business_without_a_financial_account_is_levied_all_the_same()
    {
        var plan = Clear(March, Turnover(-700, 0) with { Own = null });

        Assert.Equal(7, Assert.Single(Assert.Single(plan.Postings).Legs).Amount.Minor);
    }

    [Fact]
    public void What_arrived_after_the_clearing_date_covers_nothing()
    {
        var turnover = Turnover(-700, 100);
        var later = turnover.Own! with { Lots = [turnover.Own.Lots[0] with { ArrivedOn = April1 }] };

        var plan = Clear(March, turnover with { Own = later });

        Assert.Equal("levy", Assert.Single(Assert.Single(plan.Postings).Legs).Purpose);
    }

    [Fact]
    public void Who_was_cleared_on_that_date_before_is_not_cleared_again() =>
        Assert.Empty(Clear(March, Turnover(-700, 100) with { IsCleared = true }).Postings);

    /// <summary>Turnover periods of so many months that end on a date, and what a period holds of their ends.</summary>
    [Theory]
    [InlineData("2026-03-31", 3, "2026-03-01", "2026-03-31", "2026-03-31", null)]
    [InlineData("2026-03-31", 3, "2026-02-01", "2026-03-30", null, null)]
    [InlineData("2026-03-31", 3, "2026-06-01", "2026-06-30", "2026-06-30", null)]
    [InlineData("2026-01-31", 1, "2026-01-31", "2026-03-02", "2026-01-31", "2026-02-28")]
    [InlineData("2026-01-01", 1, "2026-01-01", "2026-02-02", "2026-01-01", "2026-02-01")]
    [InlineData("2026-01-15", 12, "2026-01-01", "2026-01-31", "2026-01-15", null)]
    public void Each_end_of_a_turnover_period_in_a_period_has_a_step(
        string anchor, int turnoverMonths, string first, string last, string? one, string? two)
    {
        var span = new PeriodSpan(new PeriodId(1), 1, Date(first), Date(last));

        Assert.Equal((one, two), Dates(span, ("2020-01-01", anchor, turnoverMonths)));
    }

    /// <summary>
    /// March, of a business that was entered with turnover periods of so many months from an anchor, and entered anew within
    /// March. By hand: the date counts that the profile in force on it has.
    /// </summary>
    [Theory]
    [InlineData("2026-01-10", 1, "2026-03-11", "2026-03-31", 3, "2026-03-10", "2026-03-31")]
    [InlineData("2026-01-10", 1, "2026-03-10", "2026-03-31", 3, "2026-03-31", null)]
    [InlineData("2026-03-26", 3, "2026-03-20", "2026-04-30", 3, null, null)]
    [InlineData("2026-03-26", 3, "2026-03-27", "2026-04-30", 3, "2026-03-26", null)]
    [InlineData("2026-03-31", 3, "2026-03-20", "2026-03-05", 1, null, null)]
    [InlineData("2026-03-31", 3, "2026-03-05", "2026-03-05", 1, "2026-03-05", null)]
    [InlineData("2026-03-31", 3, "2026-04-01", "2026-03-05", 1, "2026-03-31", null)]
    public void A_date_is_cleared_if_the_profile_in_force_on_it_says_so(
        string anchor, int turnoverMonths, string from, string newAnchor, int newMonths, string? one, string? two) =>
        Assert.Equal(
            (one, two), Dates(March, ("2020-01-01", anchor, turnoverMonths), (from, newAnchor, newMonths)));

    [Fact]
    public void Nobody_is_cleared_before_being_entered() =>
        Assert.Equal((null, null), Dates(March, ("2026-03-11", "2026-03-10", 1)));

    [Fact]
    public void Of_two_entries_of_one_date_the_later_counts() =>
        Assert.Equal(
            ("2026-03-20", null), Dates(March, ("2026-01-01", "2026-03-10", 3), ("2026-01-01", "2026-03-20", 3)));

    private static (string? One, string? Two) Dates(PeriodSpan span, params (string From, string Anchor, int Months)[] entries)
    {
        var profiles = new ProfileHistory([.. entries.Select(static entry => new DatedProfile(
            new MemberId(1),
            Date(entry.From),
            new HolderProfile(HolderClass.Business, Date(entry.Anchor), entry.Months, IsLongEntitled: false)))]);
        return (Text(ClearingStep.DateOf(ClearingStep.FirstName, profiles, span)),
            Text(ClearingStep.DateOf(ClearingStep.SecondName, profiles, span)));
    }

    [Fact]
    public void A_lot_of_600000_that_lies_untouched_pays_6000_for_April_at_the_end_of_its_period()
    {
        var scene = new KomokoScene().Household(1, 1, AccountKind.Real).WithLot(1, 600_000, April1);

        var posting = Assert.Single(Charge(April, scene[1], []).Postings);

        var leg = Assert.Single(posting.Legs);
        Assert.Equal((6_000, "demurrage", true), (leg.Amount.Minor, leg.Purpose, leg.IsForced));
        Assert.Equal(new DateOnly(2026, 4, 30), Assert.IsType<LotUsed>(Assert.Single(posting.Facts)).Use.AccruedTo);
    }

    [Fact]
    public void A_lot_that_matures_after_the_period_pays_nothing()
    {
        var scene = new KomokoScene().Household(1, 1, AccountKind.Real).WithLot(1, 600_000, April1);

        Assert.Empty(Charge(March, scene[1], []).Postings);
    }

    [Fact]
    public void Payments_of_May_take_no_days_of_theirs_into_April()
    {
        var scene = new KomokoScene().Household(1, 1, AccountKind.Real).WithLot(1, 600_000, April1);
        var first = LotConsumption.Take(scene[1].Lots, 0, 300_000, new(2026, 5, 5), scene.Schedule);
        var second = LotConsumption.Take([first.Uses[0].After], 0, 100_000, new(2026, 5, 9), scene.Schedule);
        var lot = second.Uses[0].After;

        var charge = MonthlyCharge.Of(
            [lot], 0, April.LastDate, scene.Schedule,
            LaterUses.Parts([lot], [new(1, new(2026, 5, 5), 300_000, 0), new(1, new(2026, 5, 9), 100_000, 0)], April.LastDate, scene.Schedule));

        // May so far: four days of 600,000 and four of 300,000 at 2 % in 30 days.
        Assert.Equal(6_000, charge.ChargedMinor);
        Assert.Equal((1_600 + 800) * DemurrageSchedule.PartsPerMinor, Assert.Single(charge.Uses).AccruedParts);
        Assert.Equal(new DateOnly(2026, 5, 8), charge.Uses[0].AccruedTo);
    }

    [Fact]
    public void A_lot_that_came_matured_after_the_period_owes_it_nothing_whatever_schedule_it_accrued_under()
    {
        DateOnly arrived = new(2026, 3, 14);
        var steep = new DemurrageSchedule([150_000]);
        var lot = new Lot
        {
            Id = 1,
            MaturesOn = new(2026, 1, 1),
            ArrivedOn = arrived,
            OpenMinor = 58,
            AccruedTo = new(2026, 3, 31),
            AccruedParts = steep.Accrue(81, new(2026, 1, 1), arrived, new(2026, 3, 31)),
        };
        DateOnly last = new(2026, 1, 2);
        var gentle = new DemurrageSchedule([10_000, 20_000, 40_000]);

        var charge = MonthlyCharge.Of(
            [lot], 0, last, gentle, LaterUses.Parts([lot], [new(1, new(2026, 4, 1), 23, 0)], last, gentle));

        Assert.Empty(charge.Uses);
    }

    /// <summary>
    /// A lot of 117 that matured on 30 December, of which a payment of 30 March took 43 and a command of 31 December charged
    /// two units. By hand, from 1 January: 28 days at 1 % and 23 at 2 % of 117 in 30 days come to 2.886 by 20 February, and
    /// 0.0793 were left of December: 2 units, of which the ends of January and mid-February have charged one each.
    /// </summary>
    [Fact]
    public void What_ends_of_earlier_periods_charged_late_changes_nothing_of_the_days_that_were_accrued_before()
    {
        DateOnly last = new(2026, 2, 20);
        var schedule = new DemurrageSchedule([10_000, 20_000, 40_000]);
        Int128 december = 2_380_000;
        var accrued = december + schedule.Accrue(117, new(2025, 12, 30), new(2026, 1, 1), new(2026, 3, 29));
        var lot = new Lot
        {
            Id = 1,
            MaturesOn = new(2025, 12, 30),
            OpenMinor = 117 - 43 - 2,
            AccruedTo = new(2026, 3, 29),
            AccruedParts = accrued - (2 * DemurrageSchedule.PartsPerMinor),
        };
        PastUse[] uses =
        [
            new(1, new(2025, 12, 31), 0, 2), new(1, new(2026, 3, 30), 43, 0), new(1, new(2026, 1, 30), 0, 1),
            new(1, new(2026, 2, 13), 0, 1),
        ];

        var charge = MonthlyCharge.Of([lot], 0, last, schedule, LaterUses.Parts([lot], uses, last, schedule));

        Assert.Equal(0, charge.ChargedMinor);
    }

    [Fact]
    public void A_lot_that_arrived_after_the_period_owes_it_nothing_even_if_it_was_used()
    {
        var scene = new KomokoScene();
        var lot = new Lot
        {
            Id = 1,
            MaturesOn = new(2026, 5, 2),
            OpenMinor = 600_000,
            AccruedTo = new(2026, 5, 1),
        }.AccruedUntil(new(2026, 5, 8), scene.Schedule);

        var charge = MonthlyCharge.Of(
            [lot], 0, April.LastDate, scene.Schedule, LaterUses.Parts([lot], [], April.LastDate, scene.Schedule));

        Assert.Equal(0, charge.ChargedMinor);
    }

    private static EndedTurnover Turnover(long real, long own)
    {
        var scene = new KomokoScene().Business(1, 1, AccountKind.Real, balance: real)
            .Business(2, 1, AccountKind.Financial, floor: 0);
        if (own > 0)
        {
            scene.WithLot(2, own, April1);
        }

        return new EndedTurnover(March.LastDate, scene[1], scene[2], real, IsCleared: false);
    }

    private static PeriodChunkPlan Clear(PeriodSpan span, EndedTurnover turnover) => new ClearingStep(1).Plan(
        new PeriodChunk([], new Turnovers([turnover]), IsLast: true), Context(span));

    private static PeriodChunkPlan Charge(PeriodSpan span, KomokoParty party, Dictionary<long, Int128> later) =>
        new DemurrageStep().Plan(
            new PeriodChunk([], new MaturedLots([party], later.ToImmutableDictionary()), IsLast: true), Context(span));

    private static PeriodContext Context(PeriodSpan span) => new()
    {
        Period = span,
        Ledger = KomokoScene.Book,
        Currency = KomokoScene.Komoko,
        Terms = [],
        SystemAccounts = new Dictionary<AccountRole, AccountId>
        {
            [AccountRole.Demurrage] = KomokoScene.DemurrageAccount,
            [AccountRole.Levy] = Levy,
        }.ToFrozenDictionary(),
    };

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);

    private static string? Text(DateOnly? date) => date is { } day ? $"{day:O}" : null;
}
