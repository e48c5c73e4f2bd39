using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Schemes.Coupons.CouponBook;

namespace Regional.Domain.Tests.Schemes.Coupons;

/// <summary>The worked examples of 002, cell by cell, and what lies between them.</summary>
public sealed class FeeTests
{
    [Theory]
    [InlineData("A", "M>Circ 100000; M>#1 5000; M>#2 2000", -107_000, 100_000)]
    [InlineData("B", "M>Circ 100000; M>#1 3000; M>#2 2000", -105_000, 100_000)]
    [InlineData("C", "M>Circ 100000; Cash>R#1 5000; Cash>R#2 2000", -100_000, 100_000)]
    [InlineData("D", "M>Circ 93000; M>#1 5000; M>#2 2000", -100_000, 93_000)]
    public void A_withdrawal_of_100000_at_zero_is_posted_as_each_reading_of_the_fee_has_it(
        string preset, string transfers, long balance, long notes)
    {
        var handed = notes == 100_000 ? Notes("MEN-A 401-402") : Notes("MEN-A 401", "MEN-A 301-302", "MEN-A 1-3");
        var plan = Planned(Withdraw(100_000, handed), State(floor: balance), $"feePreset={preset}");
        Assert.Equal(transfers, Write(plan));
        Assert.Equal(balance, -plan.Legs.Where(static leg => leg.Debit.Value == Member).Sum(static leg => leg.Amount.Minor));
        Assert.Equal(notes, Line(plan).NotesOutMinor);
        Assert.Equal(preset == "C" ? 7_000 : 0, Line(plan).RupiahFeeMinor);
        Assert.All(plan.Legs, leg => Assert.Equal(leg.Debit.Value == 91 ? Rupiahs : Scene.Book, leg.Ledger));
    }

    [Theory]
    [InlineData(1_030, 72, 51, 21)]
    [InlineData(7, 0, 0, 0)]
    [InlineData(8, 1, 1, 0)]
    [InlineData(50, 4, 3, 1)]
    [InlineData(100, 7, 5, 2)]
    [InlineData(150, 11, 8, 3)]
    public void The_total_is_rounded_half_up_and_split_by_largest_remainder(long amount, long total, long first, long second)
    {
        var fee = Terms().FeeOn(Worth(amount));
        Assert.Equal((total, first, second), (fee.Total.Minor, fee.Administration.Minor, fee.CommunityFund.Minor));
    }

    [Theory]
    [InlineData("", -107_000)]
    [InlineData("feePreset=B", -105_000)]
    [InlineData("feePreset=C", -100_000)]
    [InlineData("feePreset=D", -100_000)]
    [InlineData("limitMeasures=drawnAndFees", -100_000)]
    public void The_floor_is_the_limit_and_the_fee_on_it_where_the_limit_measures_coupons_drawn(string parameters, long floor) =>
        Assert.Equal(floor, Terms(parameters).FloorFor(Worth(100_000)));

    [Theory]
    [InlineData(-7_000, "", -107_000, "93000 IDR")]
    [InlineData(-7_000, "feePreset=B", -105_000, "93000 IDR")]
    [InlineData(-107_000, "", -107_000, "0 IDR")]
    [InlineData(-8_000, "", -107_000, "92000 IDR")]
    [InlineData(-1, "limitMeasures=drawnAndFees", -100_000, "93000 IDR")]
    [InlineData(-5_000, "feePreset=D", -100_000, "95000 IDR")]
    public void What_the_limit_does_not_bear_is_refused_with_the_largest_withdrawal_in_notes(
        long balance, string parameters, long floor, string largest)
    {
        var asked = Withdraw(100_000, Notes("MEN-A 401-402"));
        var refusal = Refused(Plan(asked, State(balance: balance, floor: floor), parameters));
        Assert.Equal(RefusalReason.WithdrawalTooLarge, refusal.Reason);
        Assert.Equal(largest, refusal.FactOf("largest"));
    }

    [Theory]
    [InlineData(93_000, "planned")]
    [InlineData(94_000, "withdrawalTooLarge")]
    public void The_largest_withdrawal_is_granted_and_a_note_more_is_not(long asked, string expected)
    {
        var notes = asked == 93_000 ? Notes("MEN-A 401", "MEN-A 301-302", "MEN-A 1-3") : Notes("MEN-A 401", "MEN-A 301-302", "MEN-A 1-4");
        Assert.Equal(expected, Word(Plan(Withdraw(asked, notes), State(balance: -7_000))));
    }

    [Fact]
    public void The_largest_withdrawal_counts_what_is_held_and_what_the_till_has()
    {
        var state = State(balance: -7_000, pending: 20_000) with
        {
            AtHand = NoteCounts.None.With(50_000, 3).With(20_000, 0),
        };
        var refusal = Refused(Plan(Withdraw(100_000, Notes("MEN-A 401-402")), state));
        Assert.Equal("50000 IDR", refusal.FactOf("largest"));
    }

    [Theory]
    [InlineData(60_000, "", "M>Circ 100000; M>#1 5000; M>#2 2000")]
    [InlineData(60_000, "feeBase=credit", "M>Circ 100000; M>#1 2000; M>#2 800")]
    [InlineData(100_000, "feeBase=credit", "M>Circ 100000")]
    [InlineData(-1, "feeBase=credit", "M>Circ 100000; M>#1 5000; M>#2 2000")]
    public void The_base_is_the_amount_or_its_credit_part(long balance, string parameters, string transfers) =>
        Assert.Equal(transfers, Write(Planned(
            Withdraw(100_000, Notes("MEN-A 401-402")), State(balance: balance, floor: -500_000), parameters)));

    [Fact]
    public void A_fee_kept_back_leaves_on_the_account_what_notes_cannot_pay()
    {
        var plan = Planned(
            Withdraw(50_000, Notes("MEN-A 301-302", "MEN-A 101", "MEN-A 1")), State(floor: -100_000), "feePreset=D");
        Assert.Equal("M>Circ 46000; M>#1 2500; M>#2 1000", Write(plan));
    }

    [Theory]
    [InlineData("feePreset=E")]
    [InlineData("feePreset=a")]
    [InlineData("administrationFee=-1")]
    [InlineData("administrationFee=101")]
    [InlineData("communityFundFee=2.00001")]
    [InlineData("administrationFee=60;communityFundFee=40")]
    [InlineData("limitLadder=")]
    [InlineData("limitLadder=500000, 100000")]
    [InlineData("limitLadder=100000, 100000")]
    [InlineData("denominations=0, 1000")]
    [InlineData("noteLifeMonths=0")]
    [InlineData("noteLifeMonths=121")]
    [InlineData("payments=yes")]
    [InlineData("monthlyCharge=-5")]
    [InlineData("administrationFee=0;communityFundFee=0")]
    public void A_parameter_that_means_nothing_or_contradicts_another_is_refused(string parameters)
    {
        var ruling = CouponParameters.Read(Parameters(parameters), Scene.Rupiah);
        Assert.Equal(RefusalReason.FieldMalformed, ruling.TryGet(out _, out var refusal) ? default : refusal.Reason);
        Assert.NotNull(new CouponScheme().FindContradiction(Parameters(parameters), Scene.Rupiah));
    }

    [Fact]
    public void Every_parameters_default_is_valid_and_reads_as_if_it_were_not_given()
    {
        Assert.Equal(14, CouponParameters.All.Length);
        foreach (var parameter in CouponParameters.All)
        {
            Assert.True(parameter.IsValid(parameter.Default, Scene.Rupiah), parameter.Name);
            Assert.False(parameter.IsValid("?", Scene.Rupiah), parameter.Name);
            var (given, not) = (Terms($"{parameter.Name}={parameter.Default}"), Terms());
            Assert.Equal(not.Ladder, given.Ladder);
            Assert.Equal(not.Denominations, given.Denominations);
            Assert.Equal(not, given with { Ladder = not.Ladder, Denominations = not.Denominations });
        }
    }

    [Theory]
    [InlineData(100_000, 100, 10_000_000, 15_000_000)]
    [InlineData(100_000, 0, 7, 4)]
    public void The_money_volume_by_limits_is_limit_times_members_and_half_a_months_volume(
        long limit, int members, long volume, long expected) =>
        Assert.Equal(expected, MoneyVolume.ByLimits(Worth(limit), members, Worth(volume)).Minor);

    [Fact]
    public void The_money_volume_by_needs_is_a_familys_needs_times_families_a_month_and_twelve_a_year()
    {
        var volume = MoneyVolume.ByNeeds(Worth(250_000), families: 40);
        Assert.Equal((10_000_000L, 120_000_000L), (volume.Month.Minor, volume.Year.Minor));
    }

    private static WithdrawCoupons Withdraw(long amount, System.Collections.Immutable.ImmutableArray<NoteRange> notes) =>
        new(new(Member), Worth(amount), notes, Till, Signed);

    private static CounterLine Line(SchemePlan plan) => plan.Facts.OfType<CounterLine>().Single();
}
