using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>An investment project as it was approved (003, 5.3).</summary>
/// <param name="EndsOn">When it is to be finished: the deemed maturity of what it pays.</param>
/// <param name="ForecastMinor">Forecast of spending by month, the first month first; cumulative it limits the overdraft.</param>
/// <param name="FirstMonth">The first day of the first month.</param>
/// <param name="HasMonthlyLimits">Whether the forecast binds the overdraft month by month.</param>
public sealed record ProjectTerms(
    DateOnly FirstMonth, DateOnly EndsOn, ImmutableArray<long> ForecastMinor, bool HasMonthlyLimits)
{
    /// <summary>The date on which it was given up as failed; null: it goes on.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Longest forecast, months.</summary>
    public const int MonthCountMax = 120;

    /// <summary>What may have been spent by a date under the forecast, minor units.</summary>
    public long CumulativeForecast(DateOnly date)
    {
        var months = ((date.Year - FirstMonth.Year) * 12) + date.Month - FirstMonth.Month + 1;
        return ForecastMinor.Take(int.Max(0, months)).Sum();
    }

    /// <summary>The least balance allowed on a date by the monthly limits; null: none but the account's floor.</summary>
    public long? MonthlyFloor(DateOnly date) => HasMonthlyLimits ? -CumulativeForecast(date) : null;
}
