using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>Demurrage to the day and to the fraction (003, 3.1; worked-examples).</summary>
public sealed class DemurrageTests
{
    private static readonly DemurrageSchedule Schedule = DemurrageSchedule.TryParse("0.01,0.02,0.04")!;
    private static readonly DateOnly April1 = new(2026, 4, 1);

    [Fact]
    public void A_lot_of_600000_that_matures_on_1_April_and_lies_untouched_pays_6000_for_April()
    {
        var charge = MonthlyCharge.Of([Lot(600_000)], 0, new DateOnly(2026, 4, 30), Schedule);
        Assert.Equal(6_000, charge.ChargedMinor);
        Assert.Equal(0, charge.CarryParts);
        Assert.Equal(594_000, Assert.Single(charge.Uses).OpenMinor);
    }

    /// <summary>What a lot of 3,000,000 accrues up to a day that is not posted in between: one day is 1,000 at 1 %.</summary>
    [Theory]
    [InlineData("2026-03-31", 0)]
    [InlineData("2026-04-01", 1_000)]
    [InlineData("2026-04-30", 30_000)]
    [InlineData("2026-05-01", 32_000)]
    [InlineData("2026-05-30", 90_000)]
    [InlineData("2026-05-31", 94_000)]
    [InlineData("2026-06-30", 214_000)]
    [InlineData("2027-04-01", 1_314_000)]
    public void The_maturity_date_is_the_first_charged_day_and_rates_change_after_30_and_60_days(string date, long accrued)
    {
        Assert.Equal(accrued, Lot(3_000_000).AccruedUntil(DateOnly.Parse(date, null), Schedule).AccruedMinor);
    }

    [Fact]
    public void Charging_day_by_day_accrues_what_charging_at_once_does()
    {
        var step = Lot(12_345);
        for (var day = April1; day <= new DateOnly(2026, 7, 9); day = day.AddDays(1))
        {
            step = step.AccruedUntil(day, Schedule);
        }

        Assert.Equal(Lot(12_345).AccruedUntil(new DateOnly(2026, 7, 9), Schedule), step);
    }

    [Fact]
    public void The_charge_is_rounded_down_and_the_fraction_is_charged_later()
    {
        // 100 at 1 % a month: 1 in 30 days; 10 days are a third.
        var lot = Lot(100);
        var charges = new List<long>();
        foreach (var days in new[] { 10, 20, 29, 30 })
        {
            var charge = MonthlyCharge.Of([lot], 0, April1.AddDays(days - 1), Schedule);
            charges.Add(charge.ChargedMinor);
            lot = Assert.Single(charge.Uses).After;
        }

        Assert.Equal([0, 0, 0, 1], charges);
    }

    [Fact]
    public void What_closed_lots_left_of_a_minor_unit_is_charged_when_it_makes_a_whole_one()
    {
        var carried = (DemurrageSchedule.PartsPerMinor * 2) + 7;
        var charge = MonthlyCharge.Of([Lot(600_000)], carried, new DateOnly(2026, 4, 30), Schedule);
        Assert.Equal(6_002, charge.ChargedMinor);
        Assert.Equal(7, (long)charge.CarryParts);
    }

    [Fact]
    public void A_lot_that_is_eaten_up_is_charged_no_more_than_is_open()
    {
        var eaten = MonthlyCharge.Of([Lot(10)], 0, April1.AddDays(3_000), Schedule);
        Assert.Equal(10, eaten.ChargedMinor);
        Assert.Equal(0, Assert.Single(eaten.Uses).OpenMinor);
        Assert.Equal(0, eaten.CarryParts);
    }

    [Fact]
    public void Part_of_a_lot_that_is_spent_is_charged_to_the_day_before()
    {
        var half = LotConsumption.Take([Lot(600_000)], 0, 300_000, new DateOnly(2026, 4, 16), Schedule);
        var left = Assert.Single(half.Uses).After;
        Assert.Equal(0, half.ChargedMinor);
        Assert.Equal(3_000, left.AccruedMinor);

        // 15 more days on half of it.
        Assert.Equal(4_500, MonthlyCharge.Of([left], 0, new DateOnly(2026, 4, 30), Schedule).ChargedMinor);
    }

    [Theory]
    [InlineData("0.02,0.01")]
    [InlineData("1.1")]
    [InlineData("")]
    [InlineData("0.01;0.02")]
    [InlineData("0.0000001")]
    [InlineData("-0.01")]
    public void A_schedule_that_is_not_progressive_is_none(string text) => Assert.Null(DemurrageSchedule.TryParse(text));

    [Fact]
    public void The_largest_amount_accrues_without_overflow()
    {
        var most = Lot(long.MaxValue).AccruedUntil(April1.AddDays(40_000), DemurrageSchedule.TryParse("1")!);
        Assert.Equal(long.MaxValue, most.AccruedMinor);
    }

    private static Lot Lot(long open) => new() { Id = 1, MaturesOn = April1, OpenMinor = open, AccruedTo = April1.AddDays(-90) };
}
