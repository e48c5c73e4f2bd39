using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Coupons.Indicators;

/// <summary>
/// One of the four performance indicators before the start (002, III.A): overall average, highest increase, lowest
/// decrease. 002 does not say of what the increases are; here of the figure from one month to the next.
/// </summary>
/// <param name="Indicator">Accounts, savings, assets (their monthly growth) or savings deposits.</param>
/// <param name="Months">How many figures the average is of.</param>
/// <param name="AverageHundredths">
/// Average of the figures, of assets of their growth; hundredths of the unit. Null: none.
/// </param>
/// <param name="HighestIncrease">
/// The greatest rise from a month to the next, of assets the greatest growth; null: it never rose.
/// </param>
/// <param name="LowestDecrease">The deepest fall, negative; null: it never fell.</param>
public sealed record BaselineLine(
    Indicator Indicator, int Months, long? AverageHundredths, long? HighestIncrease, long? LowestDecrease);

/// <summary>The baseline: what was before the start.</summary>
public static class Baseline
{
    private static readonly ImmutableArray<Indicator> Kept =
        [Indicator.Accounts, Indicator.Savings, Indicator.Assets, Indicator.SavingsDeposits];

    /// <summary>The four lines from figures of months before the start.</summary>
    public static ImmutableArray<BaselineLine> Of(IReadOnlyCollection<MonthlyFigure> figures, DateOnly start) =>
    [
        .. Kept.Select(indicator =>
        {
            var series = SeriesOf(figures, indicator);
            var changes = series.Changes(DateOnly.MinValue, start);
            var values = indicator == Indicator.Assets ? changes : series.Values(DateOnly.MinValue, start);
            return new BaselineLine(
                indicator, values.Length, IndicatorUnits.MeanHundredths(values), Greatest(changes), Least(changes));
        }),
    ];

    /// <summary>One indicator's figures.</summary>
    public static IndicatorSeries SeriesOf(IReadOnlyCollection<MonthlyFigure> figures, Indicator indicator) => new(
        figures.Where(figure => figure.Indicator == indicator).Select(static figure => (figure.Month, figure.Value)));

    private static long? Greatest(long[] changes) =>
        changes.Where(static change => change > 0).Select(static change => (long?)change).Max();

    private static long? Least(long[] changes) =>
        changes.Where(static change => change < 0).Select(static change => (long?)change).Min();
}
