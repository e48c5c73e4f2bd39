using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>Turnover periods and deemed maturities (003, 2.2 and 5.2).</summary>
public sealed class HolderProfileTests
{
    /// <summary>First clearing, months, a date; the clearing date and the start of its period.</summary>
    [Theory]
    [InlineData("2026-03-31", 3, "2026-01-01", "2026-03-31", "2026-01-01")]
    [InlineData("2026-03-31", 3, "2026-03-31", "2026-03-31", "2026-01-01")]
    [InlineData("2026-03-31", 3, "2026-04-01", "2026-06-30", "2026-04-01")]
    [InlineData("2026-03-31", 3, "2025-06-30", "2025-06-30", "2025-04-01")]
    [InlineData("2026-03-31", 3, "2027-12-31", "2027-12-31", "2027-10-01")]
    [InlineData("2026-03-15", 1, "2026-02-16", "2026-03-15", "2026-02-16")]
    [InlineData("2026-02-28", 1, "2026-03-30", "2026-03-31", "2026-03-01")]
    [InlineData("2026-12-31", 12, "2026-06-01", "2026-12-31", "2026-01-01")]
    [InlineData("2026-01-30", 1, "2026-02-28", "2026-02-28", "2026-01-31")]
    public void Turnover_periods_follow_one_another(string first, int months, string date, string clearing, string start)
    {
        var profile = Profile(first, months);
        Assert.Equal(Day(clearing), profile.ClearingDate(Day(date)));
        Assert.Equal(Day(start), profile.PeriodStart(Day(date)));
    }

    [Fact]
    public void Every_day_of_ten_years_is_in_exactly_one_period()
    {
        foreach (var months in new[] { 1, 2, 3, 5, 12 })
        {
            var profile = Profile("2026-01-31", months);
            for (var day = Day("2021-01-01"); day < Day("2031-01-01"); day = day.AddDays(1))
            {
                Assert.InRange(day, profile.PeriodStart(day), profile.ClearingDate(day));
                Assert.Equal(profile.ClearingDate(day).AddDays(1), profile.PeriodStart(profile.ClearingDate(day).AddDays(1)));
            }
        }
    }

    [Theory]
    [InlineData(12, "2026-12-31")]
    [InlineData(3, "2026-03-31")]
    [InlineData(1, "2026-03-31")]
    public void The_deemed_maturity_is_the_later_of_mandatory_clearing_and_own_turnover_end(int months, string expected)
    {
        var profile = Profile(months == 12 ? "2026-12-31" : months == 1 ? "2026-01-31" : "2026-03-31", months);
        Assert.Equal(Day(expected), profile.DeemedMaturity(Day("2026-01-10"), mandatoryMonths: 3));
    }

    private static HolderProfile Profile(string first, int months) =>
        new(HolderClass.Business, Day(first), months, IsLongEntitled: true);

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
