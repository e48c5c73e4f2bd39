using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>Formulas (1) to (4) of 003, 4, with the document's own example cell by cell.</summary>
public sealed class OverdraftTests
{
    /// <summary>Opening, the period's real postings signed; then turnover, m_max, m_min, m_min(1), overdraft.</summary>
    [Theory]
    [InlineData(-200_000, 200_000, 200_000, 0, -200_000, -200_000, 200_000)]
    [InlineData(200_000, -200_000, 200_000, 200_000, 0, 0, 0, 200_000)]
    [InlineData(0, 200_000, 200_000, 200_000, 0, 0, 0, -200_000)]
    [InlineData(0, -200_000, 200_000, 0, -200_000, -200_000, 200_000, 200_000)]
    public void The_documents_example_cell_by_cell(
        long opening, long first, long turnover, long max, long min, long next, long overdraft, long second = 0)
    {
        var curve = new[] { first, second }.Aggregate(
            BalanceCurve.Begin(opening), static (sum, move) => sum.After(long.Max(0, move), long.Max(0, -move)));
        Assert.Equal((turnover, max, min), (curve.TurnoverMinor, curve.MaxMinor, curve.MinMinor));
        var limit = OverdraftLimit.Of(curve, 0, Rate.Par, 0, lastFloor: -1);
        Assert.Equal((next, overdraft, LimitBasis.Formula), (limit.FloorMinor, limit.OverdraftMinor, limit.Basis));
    }

    [Fact]
    public void There_is_one_division_and_it_rounds_towards_liquidity()
    {
        // to(1) × range ÷ to(0) = 1,000 × 7 ÷ 3,000 = 2.33…; m_min(1) = −2.33 − 7 + 7 rounded down.
        var curve = new BalanceCurve(0, 3_000, 0, -7, 0);
        var limit = OverdraftLimit.OfForecast(curve, depreciation: 0, forecast: 1_000, openingShift: 0, lastFloor: 0);
        Assert.Equal(-3, limit.FloorMinor);
        Assert.Equal(-2, OverdraftLimit.OfForecast(curve, 0, forecast: 857, openingShift: 0, lastFloor: 0).FloorMinor);
    }

    [Theory]
    [InlineData("1", 0, -100)]
    [InlineData("1.02", 0, -102)]
    [InlineData("1.021", 0, -103)]
    [InlineData("0.5", 0, -50)]
    [InlineData("1", 25, -125)]
    public void Growth_and_depreciation_widen_the_limit(string growth, long depreciation, long floor)
    {
        var curve = new BalanceCurve(0, 900, 0, -100, 0);
        Assert.Equal(floor, OverdraftLimit.Of(curve, depreciation, Rate.TryParse(growth)!.Value, 0, 0).FloorMinor);
    }

    [Fact]
    public void A_positive_result_means_no_overdraft_and_counts_in_the_sum_as_it_is()
    {
        var black = OverdraftLimit.Of(new BalanceCurve(200, 1_000, 200, 150, 150), 0, Rate.Par, 0, -5);
        Assert.Equal(0, black.FloorMinor);
        Assert.Equal(150, (int)(black.ExactNumerator / black.ExactDenominator));
    }

    [Fact]
    public void Opening_shifts_the_limit_only_where_the_community_says_so()
    {
        var farmer = new BalanceCurve(-200_000, 200_000, 0, -200_000, 0);
        Assert.Equal(-200_000, OverdraftLimit.Of(farmer, 0, Rate.Par, 0, 0).FloorMinor);
        Assert.Equal(0, OverdraftLimit.Of(farmer, 0, Rate.Par, openingShift: 0 - -200_000, 0).FloorMinor);
    }

    [Fact]
    public void Without_turnover_or_range_the_last_limit_stands()
    {
        Assert.Equal((-40, LimitBasis.NoTurnover), Summary(OverdraftLimit.Of(new BalanceCurve(0, 0, 0, -7, -7), 0, Rate.Par, 0, -40)));
        Assert.Equal((-40, LimitBasis.NoRange), Summary(OverdraftLimit.Of(new BalanceCurve(3, 10, 3, 3, 3), 0, Rate.Par, 0, -40)));
    }

    [Theory]
    [InlineData(TransferKind.Real, "goods", true, true)]
    [InlineData(TransferKind.Real, "goods", false, true)]
    [InlineData(TransferKind.Real, "fixed-asset", true, false)]
    [InlineData(TransferKind.Real, "fixed-asset", false, true)]
    [InlineData(TransferKind.Financial, "loan", true, false)]
    [InlineData(TransferKind.Financial, "clearing", false, false)]
    [InlineData(TransferKind.Financial, "levy", true, false)]
    public void Financial_transfers_and_the_buyers_fixed_assets_are_out_of_the_curve(
        TransferKind kind, string purpose, bool isDebit, bool counts) =>
        Assert.Equal(counts, BalanceCurve.Counts(kind, purpose, isDebit));

    [Fact]
    public void Check_4_compares_granted_floors_with_the_exact_sum_and_reports_the_shortfall()
    {
        var third = new OverdraftLimit(-3, -7, 3, LimitBasis.Formula);
        var enough = LiquidityCheck.Of([new(-3, third), new(-3, third), new(-1, third)]);
        Assert.Equal((-7, -7, 0), ((int)enough.GrantedMinor, (int)enough.NeededMinor, (int)enough.ShortfallMinor));
        Assert.True(enough.IsAchieved);

        var overridden = LiquidityCheck.Of([new(-3, third), new(-3, third), new(0, third)]);
        Assert.Equal(1, (int)overridden.ShortfallMinor);
        Assert.False(overridden.IsAchieved);
    }

    [Fact]
    public void The_documents_community_is_liquid_with_the_limits_of_its_formula()
    {
        var limits = new BalanceCurve[] { new(-200_000, 200_000, 0, -200_000, 0), new(200_000, 200_000, 200_000, 0, 200_000) }
            .Select(static curve => OverdraftLimit.Of(curve, 0, Rate.Par, 0, 0))
            .Select(static limit => new GrantedLimit(limit.FloorMinor, limit));
        Assert.True(LiquidityCheck.Of(limits).IsAchieved);
    }

    [Theory]
    [InlineData(-100, 30, 30, -70, 0)]
    [InlineData(-100, 500, 100, 0, 0)]
    [InlineData(-550, 0, 0, -550, 5)]
    [InlineData(550, 400, 0, 550, 5)]
    [InlineData(99, 0, 0, 99, 0)]
    [InlineData(0, 10, 0, 0, 0)]
    public void Own_financial_covers_own_real_and_the_levy_is_on_the_rest_from_either_side(
        long real, long financial, long cover, long uncleared, long levy)
    {
        var clearing = TurnoverClearing.Of(real, financial, new Share(1, 100));
        Assert.Equal((cover, uncleared, levy, uncleared - levy),
            (clearing.CoverMinor, clearing.UnclearedMinor, clearing.LevyMinor, clearing.NextOpeningMinor));
    }

    private static (long Floor, LimitBasis Basis) Summary(OverdraftLimit limit) => (limit.FloorMinor, limit.Basis);
}
