using Regional.Domain.Clearing;

namespace Regional.Domain.Schemes.Periods;

/// <summary>
/// Lays periods out by business date: they follow one another without gap, each ends on the calendar's next date, and a
/// date on which no business is done moves to the following business day.
/// </summary>
public static class PeriodSchedule
{
    /// <summary>The longest cycle is a month, and its date may move past closed days.</summary>
    private const int SearchDaysMax = 62 + (2 * BusinessCalendar.MovedDaysMax);

    /// <summary>How many periods beyond the open one terms can name: ten years of weeks, a year and more of days.</summary>
    public const int AheadCountMax = 520;

    /// <summary>The last date of the period that begins on <paramref name="first"/>.</summary>
    public static DateOnly LastDate(BusinessCalendar calendar, DateOnly first)
    {
        // From early enough that a date moved past holidays is not missed.
        var start = first.DayNumber > BusinessCalendar.MovedDaysMax
            ? first.AddDays(-BusinessCalendar.MovedDaysMax)
            : DateOnly.MinValue;
        for (var days = 0; days <= SearchDaysMax; days++)
        {
            var day = start.AddDays(days);
            if (calendar.Cycle.Includes(day) && calendar.Following(day) is var moved && moved >= first)
            {
                return moved;
            }
        }

        throw new InvariantViolation($"No period of the cycle {calendar.Cycle} ends within {SearchDaysMax} days of {first:O}.");
    }

    /// <summary>The first date of the period that holds a date: the day after the last end before it.</summary>
    public static DateOnly FirstDate(BusinessCalendar calendar, DateOnly date)
    {
        var first = date.AddDays(-SearchDaysMax);
        while (LastDate(calendar, first) is var last && last < date)
        {
            first = last.AddDays(1);
        }

        return first;
    }

    /// <summary>
    /// The first date of a period beyond the open one, laid out as the calendar stands; null: it lies further ahead than
    /// <see cref="AheadCountMax"/> periods.
    /// </summary>
    /// <param name="calendar">In force.</param>
    /// <param name="open">The ledger's open period.</param>
    /// <param name="no">Its place, the open one's or beyond.</param>
    public static DateOnly? FirstDate(BusinessCalendar calendar, PeriodSpan open, int no)
    {
        if (no - (long)open.No > AheadCountMax)
        {
            return null;
        }

        var span = open;
        while (span.No < no)
        {
            span = After(calendar, span);
        }

        return span.FirstDate;
    }

    /// <summary>
    /// The place of the period that holds a date on or after the open one's first, laid out as the calendar stands; null: it
    /// lies before it, or too far ahead.
    /// </summary>
    public static int? NoOf(BusinessCalendar calendar, PeriodSpan open, DateOnly date)
    {
        var span = open;
        while (span.LastDate < date && span.No - open.No < AheadCountMax)
        {
            span = After(calendar, span);
        }

        return span.Contains(date) ? span.No : null;
    }

    private static PeriodSpan After(BusinessCalendar calendar, PeriodSpan span)
    {
        var first = span.LastDate.AddDays(1);
        return new PeriodSpan(default, span.No + 1, first, LastDate(calendar, first));
    }

    /// <summary>
    /// The instant from which the period is due to be totalled: the calendar's time of day on the day after its last date.
    /// </summary>
    public static DateTimeOffset DueAt(BusinessCalendar calendar, DateOnly last) => calendar.CutOff(last.AddDays(1));
}
