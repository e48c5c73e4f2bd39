using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Domain.Tests.Schemes.SavingsPool;

/// <summary>001's three tables, cell by cell: balance, points added, points from last month, total.</summary>
public sealed class PointsTests
{
    [Theory]
    [InlineData("Jennifer", 1, 500, 500, 2000, 2500)]
    [InlineData("Mark", 1, -3200, -3200, -6000, -9200)]
    [InlineData("Noel", 1, 1000, 1000, -4500, -3500)]
    [InlineData("Tamati", 1, -500, -500, 2000, 1500)]
    [InlineData("Jennifer", 2, 200, 200, 2500, 2700)]
    [InlineData("Mark", 2, -1200, -1200, -9200, -10400)]
    [InlineData("Noel", 2, 2000, 2000, -3500, -1500)]
    [InlineData("Tamati", 2, 0, 0, 1500, 1500)]
    [InlineData("Jennifer", 3, -100, -100, 2700, 2600)]
    [InlineData("Mark", 3, 800, 800, -10400, -9600)]
    [InlineData("Noel", 3, 3000, 3000, -1500, 1500)]
    [InlineData("Tamati", 3, 500, 500, 1500, 2000)]
    public void A_month_end_adds_the_balance_to_the_points(
        string name, int month, long balance, long added, long opening, long total)
    {
        var line = PointsRules.MonthEnd(opening, balance);
        Assert.Equal((name, month, balance, added, opening, total),
            (name, month, line.BalanceMinor, line.AddedMinor, line.OpeningPointsMinor, line.TotalMinor));
    }

    [Fact]
    public void Points_beyond_a_long_are_a_fault_and_not_another_sign() =>
        Assert.Throws<OverflowException>(() => PointsRules.MonthEnd(long.MaxValue, 1).TotalMinor);
}
