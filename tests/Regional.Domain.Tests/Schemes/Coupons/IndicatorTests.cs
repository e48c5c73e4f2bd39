using System.Collections.Immutable;
using Regional.Domain.Schemes.Coupons.Indicators;

namespace Regional.Domain.Tests.Schemes.Coupons;

public sealed class IndicatorTests
{
    private static readonly DateOnly Start = new(2001, 1, 1);

    [Fact]
    public void The_baseline_is_average_highest_increase_and_lowest_decrease_of_the_months_before()
    {
        MonthlyFigure[] figures =
        [
            .. Of(Indicator.Accounts, "2000-09", 100, 110, 104, 120), .. Of(Indicator.Savings, "2000-11", 500, 500),
            .. Of(Indicator.Assets, "2000-09", 1_000, 1_100, 1_050, 1_061),
            .. Of(Indicator.Accounts, "2001-01", 900),
        ];

        Assert.Equal(
            [
                new BaselineLine(Indicator.Accounts, 4, 10_850, 16, -6), new BaselineLine(Indicator.Savings, 2, 50_000, null, null),
                new BaselineLine(Indicator.Assets, 3, 2_033, 100, -50),
                new BaselineLine(Indicator.SavingsDeposits, 0, null, null, null),
            ],
            Baseline.Of(figures, Start));
    }

    [Fact]
    public void A_month_that_was_not_entered_has_no_change_and_neither_has_the_one_after_it()
    {
        var series = new IndicatorSeries([(new(2000, 9, 1), 10), (new(2000, 11, 1), 50), (new(2000, 12, 1), 45)]);
        Assert.Equal([-5L], series.Changes(DateOnly.MinValue, Start));
        Assert.Empty(series.Changes(Start, DateOnly.MaxValue));
    }

    [Theory]
    [InlineData("1;2", 150)]
    [InlineData("1;1;2", 133)]
    [InlineData("0;0;0;0;0;0;0;1", 13)]
    [InlineData("-1;-1;-2", -133)]
    [InlineData("0;0;0;0;0;0;0;-1", -13)]
    [InlineData("", null)]
    public void A_mean_is_rounded_half_away_from_zero_to_hundredths(string values, int? expected) => Assert.Equal(
        expected, IndicatorUnits.MeanHundredths([.. values.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)]));

    [Theory]
    [InlineData(0, 0, 0, null)]
    [InlineData(0, 200_000, 50_000, 50)]
    [InlineData(100_000, 100_000, 250_000, 250)]
    [InlineData(1, 2, 1, 67)]
    public void Notes_return_as_often_as_their_value_came_in_over_the_mean_outside(
        long opening, long closing, long brought, int? expected) => Assert.Equal(
        expected,
        new CouponMonth { Month = Start, OpeningCirculation = opening, Circulation = closing, NotesIn = brought }.ReturnsHundredths);

    [Fact]
    public void Each_assumption_is_supported_only_by_more_than_before_and_none_without_figures()
    {
        MonthlyFigure[] figures =
        [
            .. Of(Indicator.Accounts, "2000-11", 100, 104, 108), .. Of(Indicator.Savings, "2000-11", 1_000, 1_100, 1_300),
            .. Of(Indicator.BusinessTurnover, "2000-12", 5_000, 4_000), .. Of(Indicator.LocalTrade, "2001-01", 70_000),
            .. Of(Indicator.MemberSpending, "2000-12", 900, 850),
        ];
        CouponMonth[] months =
        [
            new() { Month = Start, Circulation = 300, CreditBalances = 200, ToBusinesses = 1_001, ByIndividuals = 50, Turnover = 9 },
        ];

        Assert.Equal(
            [
                "NewAccounts 400 400 NotSupported", "Savings 10000 20000 Supported", "MoneySupply 0 50000 Supported",
                "Business 500000 500100 Supported", "Activity 90000 90000 NotSupported", "LocalActivity  7000900 NoData",
            ],
            AssumptionTests.Of(figures, months, Start).Select(static test =>
                $"{test.Assumption} {test.BeforeHundredths} {test.DuringHundredths} {test.Finding}"));
        Assert.All(AssumptionTests.Of([], [], Start), static test => Assert.Equal(Finding.NoData, test.Finding));
    }

    private static IEnumerable<MonthlyFigure> Of(Indicator indicator, string month, params ImmutableArray<long> values) =>
        values.Select((value, at) =>
            new MonthlyFigure(DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd").AddMonths(at), indicator, value));
}
