using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Trades;
using static Regional.Domain.Tests.Trades.Regions;

namespace Regional.Domain.Tests.Trades;

public sealed class TradeRouteTests
{
    /// <summary>Root 1; regions 2 and 3 below it; communities 4, 5 in region 2 and 6 in region 3; 7 stands alone.</summary>
    private static Regions Tree() => new Regions()
        .Ledger(1).Ledger(2).Ledger(3).Ledger(4).Ledger(5).Ledger(6).Ledger(7)
        .Below(2, 1, Rate.Par).Below(3, 1, Rate.Par).Below(4, 2, Rate.Par).Below(5, 2, Rate.Par).Below(6, 3, Rate.Par);

    [Theory]
    [InlineData(4, 5, "4 2 5")]
    [InlineData(5, 4, "5 2 4")]
    [InlineData(4, 6, "4 2 1 3 6")]
    [InlineData(4, 2, "4 2")]
    [InlineData(2, 4, "2 4")]
    [InlineData(4, 1, "4 2 1")]
    [InlineData(1, 6, "1 3 6")]
    [InlineData(4, 3, "4 2 1 3")]
    [InlineData(2, 3, "2 1 3")]
    public void A_route_goes_up_to_the_lowest_common_ledger_and_down_again(int payer, int payee, string expected)
    {
        Assert.True(TradeRoute.Find(new LedgerId(payer), new LedgerId(payee), Tree().LinkOf).TryGet(out var route, out _));
        Assert.Equal(expected, string.Join(' ', route.Ledgers));
    }

    [Theory]
    [InlineData(4, 4, RefusalReason.SameLedger)]
    [InlineData(4, 7, RefusalReason.NoPath)]
    [InlineData(7, 4, RefusalReason.NoPath)]
    [InlineData(7, 7, RefusalReason.SameLedger)]
    [InlineData(8, 4, RefusalReason.NoPath)]
    public void Ledgers_without_a_common_one_have_no_route(int payer, int payee, RefusalReason expected)
    {
        Assert.False(TradeRoute.Find(new LedgerId(payer), new LedgerId(payee), Tree().LinkOf).TryGet(out _, out var refusal));
        Assert.Equal(expected, refusal.Reason);
    }

    [Fact]
    public void Links_in_a_circle_end_the_search()
    {
        var circle = new Regions().Ledger(1).Ledger(2).Ledger(3).Below(1, 2, Rate.Par).Below(2, 1, Rate.Par);
        Assert.False(TradeRoute.Find(new LedgerId(1), new LedgerId(3), circle.LinkOf).TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.NoPath, refusal.Reason);
    }

    [Fact]
    public void The_legs_of_a_long_route_follow_one_another_over_the_accounts_of_its_links()
    {
        Assert.True(Tree().Plan(4, 6, 10).TryGet(out var plan, out _));
        Assert.Equal(
        [
            (Member(4), Mirror(4)), (AccountOf(4, 2), Mirror(2)), (AccountOf(2, 1), AccountOf(3, 1)),
            (Mirror(3), AccountOf(6, 3)), (Mirror(6), Member(6)),
        ],
        plan.Legs.Select(static leg => (leg.Debit, leg.Credit)));
    }

    [Fact]
    public void A_missing_rate_between_two_units_is_named_with_ledger_kind_side_and_date()
    {
        var tree = Tree().Change(5, static ledger => ledger with { Rates = new RateTable(ledger.Id, []) });
        Assert.False(tree.Plan(4, 5, 10).TryGet(out _, out var refusal));
        Assert.Equal("noRate (ledger 5, kind real, side sell, date 2026-03-02)", refusal.ToString());
        Assert.False(tree.Plan(5, 4, 10).TryGet(out _, out refusal));
        Assert.Equal("noRate (ledger 5, kind real, side buy, date 2026-03-02)", refusal.ToString());
    }

    [Fact]
    public void One_unit_on_both_sides_needs_no_rate()
    {
        var tree = Tree().Change(5, static ledger => ledger with { Rates = new RateTable(ledger.Id, []), Currency = UnitOf(2) });
        var order = Order(4, 5, 10) with { PayeeAmount = new Amount(10, UnitOf(2)) };
        Assert.True(tree.Path(4, 5, order).TryGet(out var path, out _));
        Assert.Equal(new TradeCrossing(CrossingDirection.Down, Rate.Par, RateId: 0), path.Crossings[^1]);
    }

    [Fact]
    public void A_suspended_community_neither_pays_nor_is_paid()
    {
        var tree = Tree().Change(5, static ledger => ledger with { IsSuspended = true });
        Assert.False(tree.Plan(4, 5, 10).TryGet(out _, out var paid));
        Assert.False(tree.Plan(5, 4, 10).TryGet(out _, out var pays));
        Assert.Equal("communitySuspended (community community-5)", paid.ToString());
        Assert.Equal(paid, pays);
    }

    [Fact]
    public void A_missing_rate_is_named_before_a_suspension()
    {
        var tree = Tree().Change(4, static ledger => ledger with { IsSuspended = true })
            .Change(5, static ledger => ledger with { Rates = new RateTable(ledger.Id, []) });
        Assert.False(tree.Plan(4, 5, 10).TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.NoRate, refusal.Reason);
    }

    [Fact]
    public void A_path_that_goes_down_and_up_again_is_none() =>
        Assert.Throws<ArgumentException>(() => new TradePath(
            [Hop(1), Hop(2), Hop(3)],
            [new(CrossingDirection.Down, Rate.Par, 0), new(CrossingDirection.Up, Rate.Par, 0)]));

    private static TradeHop Hop(int ledger) =>
        new(new LedgerId(ledger), UnitOf(ledger), Member(ledger), Mirror(ledger), Rounding(ledger));
}
