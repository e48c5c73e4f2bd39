using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Trades;

namespace Regional.Domain.Tests.Trades;

public sealed class RateTableTests
{
    private static readonly RateTable Table = new(new LedgerId(1),
    [
        Entry(1, day: 1, 100),
        Entry(2, day: 10, 110),
        Entry(4, day: 20, 121),
        Entry(3, day: 20, 120),
        Entry(5, day: 5, 50, purpose: "wages"),
        Entry(6, day: 15, 55, purpose: "wages"),
        Entry(7, day: 1, 200, side: RateSide.Sell),
        Entry(8, day: 1, 300, kind: TransferKind.Financial),
    ]);

    [Theory]
    [InlineData("goods", 1, 100)]
    [InlineData("goods", 9, 100)]
    [InlineData("goods", 10, 110)]
    [InlineData("goods", 19, 110)]
    [InlineData("goods", 20, 121)]
    [InlineData("goods", 28, 121)]
    [InlineData(null, 12, 110)]
    [InlineData("wages", 4, 100)]
    [InlineData("wages", 5, 50)]
    [InlineData("wages", 12, 50)]
    [InlineData("wages", 28, 55)]
    public void The_rate_in_force_is_the_newest_on_or_before_the_date_of_the_purpose_first_and_of_equals_the_later_entry(
        string? purpose, int day, long expected)
    {
        Assert.True(Table.Find(TransferKind.Real, purpose, RateSide.Buy, Day(day)).TryGet(out var entry, out _));
        Assert.Equal(new Rate(expected, 1), entry.Rate);
    }

    [Fact]
    public void Sides_and_kinds_have_rates_of_their_own()
    {
        Assert.True(Table.Find(TransferKind.Real, "goods", RateSide.Sell, Day(28)).TryGet(out var sell, out _));
        Assert.True(Table.Find(TransferKind.Financial, "loan", RateSide.Buy, Day(28)).TryGet(out var financial, out _));
        Assert.Equal((7L, 8L), (sell.Id, financial.Id));
        Assert.False(Table.Find(TransferKind.Financial, "loan", RateSide.Sell, Day(28)).TryGet(out _, out _));
    }

    [Fact]
    public void Before_the_first_date_there_is_no_rate()
    {
        Assert.False(Table.Find(TransferKind.Real, "goods", RateSide.Buy, new DateOnly(2026, 2, 28)).TryGet(out _, out var refusal));
        Assert.Equal("noRate (ledger 1, kind real, side buy, date 2026-02-28)", refusal.ToString());
    }

    private static DateOnly Day(int day) => new(2026, 3, day);

    private static RateEntry Entry(
        long id, int day, long rate, string? purpose = null, RateSide side = RateSide.Buy,
        TransferKind kind = TransferKind.Real) => new(id, kind, purpose, side, Day(day), new Rate(rate, 1));
}
