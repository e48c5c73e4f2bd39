namespace Regional.Domain.Schemes.Coupons.Indicators;

/// <summary>The figures of one indicator, month by month.</summary>
/// <param name="figures">In any order, one a month.</param>
public sealed class IndicatorSeries(IEnumerable<(DateOnly Month, long Value)> figures)
{
    private readonly (DateOnly Month, long Value)[] _figures = [.. figures.OrderBy(static figure => figure.Month)];

    /// <summary>Figures of months from the first on and before the last.</summary>
    public long[] Values(DateOnly from, DateOnly before) =>
        [.. _figures.Where(figure => figure.Month >= from && figure.Month < before).Select(static figure => figure.Value)];

    /// <summary>
    /// By how much the figure moved since the month before, of months from the first on and before the last; a month
    /// whose predecessor was not entered has no change.
    /// </summary>
    public long[] Changes(DateOnly from, DateOnly before)
    {
        var changes = new List<long>();
        for (var at = 1; at < _figures.Length; at++)
        {
            var (month, value) = _figures[at];
            if (month >= from && month < before && _figures[at - 1].Month.AddMonths(1) == month)
            {
                changes.Add(value - _figures[at - 1].Value);
            }
        }

        return [.. changes];
    }
}
