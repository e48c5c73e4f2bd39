namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// What the community knows of a holder from a date on: household or business, and its turnover periods (003, 2.2).
/// </summary>
/// <param name="Class">Household or business.</param>
/// <param name="FirstClearing">The last date of one turnover period; the others lie whole periods before and after it.</param>
/// <param name="TurnoverMonths">Length of a turnover period in months, 1 to <see cref="TurnoverMonthsMax"/>.</param>
/// <param name="IsLongEntitled">Whether it may be longer than the mandatory clearing period (shipyards).</param>
public sealed record HolderProfile(HolderClass Class, DateOnly FirstClearing, int TurnoverMonths, bool IsLongEntitled)
{
    /// <summary>The longest turnover period that may be entered: a large ship.</summary>
    public const int TurnoverMonthsMax = 36;

    /// <summary>The clearing date of a date: the last date of the turnover period that holds it.</summary>
    public DateOnly ClearingDate(DateOnly date)
    {
        var months = ((date.Year - FirstClearing.Year) * 12) + date.Month - FirstClearing.Month;
        var periods = Math.DivRem(months, TurnoverMonths, out _) - 1;
        while (End(periods) < date)
        {
            periods++;
        }

        while (End(periods - 1) >= date)
        {
            periods--;
        }

        return End(periods);
    }

    /// <summary>The first date of the turnover period that holds a date.</summary>
    public DateOnly PeriodStart(DateOnly date)
    {
        var end = ClearingDate(date);
        var months = ((end.Year - FirstClearing.Year) * 12) + end.Month - FirstClearing.Month;
        return End((months / TurnoverMonths) - 1).AddDays(1);
    }

    /// <summary>
    /// The deemed maturity of what it pays from an overdraft (003, 5.2): the later of the end of the mandatory clearing
    /// period, counted from the start of its turnover period, and the end of that turnover period.
    /// </summary>
    public DateOnly DeemedMaturity(DateOnly date, int mandatoryMonths)
    {
        var own = ClearingDate(date);
        var mandatory = EndOf(PeriodStart(date).AddDays(-1), mandatoryMonths);
        return mandatory > own ? mandatory : own;
    }

    // A cycle that ends on the last of a month keeps to the last of months.
    private DateOnly End(int periods) => EndOf(FirstClearing, periods * TurnoverMonths);

    private static DateOnly EndOf(DateOnly anchor, int months)
    {
        var isMonthEnd = anchor.Day == DateTime.DaysInMonth(anchor.Year, anchor.Month);
        var moved = anchor.AddMonths(months);
        return isMonthEnd ? new DateOnly(moved.Year, moved.Month, DateTime.DaysInMonth(moved.Year, moved.Month)) : moved;
    }
}
