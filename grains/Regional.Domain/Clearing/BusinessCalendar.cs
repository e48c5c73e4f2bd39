using System.Collections.Frozen;
using Regional.Domain.Refusals;

namespace Regional.Domain.Clearing;

/// <summary>
/// When a region's windows close: cycle, local time of the cut-off, business days (DESIGN section 4). A cut-off that
/// falls on no business day moves to the following business day; two that fall on one day become one.
/// </summary>
public sealed class BusinessCalendar
{
    /// <summary>Most holidays: a century of a dozen a year, with room.</summary>
    public const int HolidayCountMax = 2000;

    /// <summary>Longest run of closed days from a holiday on; longer ones are a slip of the pen.</summary>
    public const int ClosedDaysMax = 31;

    /// <summary>Furthest a cut-off moves: up to six days of weekend may lie before such a run.</summary>
    public const int MovedDaysMax = ClosedDaysMax + 6;

    private readonly FrozenSet<int> _weekend;
    private readonly FrozenSet<DateOnly> _holidays;

    private BusinessCalendar(
        WindowCycle cycle, TimeOnly closesAt, FrozenSet<int> weekend, FrozenSet<DateOnly> holidays, TimeZoneInfo zone) =>
        (Cycle, ClosesAt, _weekend, _holidays, Zone) = (cycle, closesAt, weekend, holidays, zone);

    /// <summary>How often a window closes.</summary>
    public WindowCycle Cycle { get; }

    /// <summary>Local time of the cut-off.</summary>
    public TimeOnly ClosesAt { get; }

    /// <summary>The region's time zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>
    /// Makes a calendar. Refusal: <c>calendarInvalid</c>, naming the first wrong field in the order of the parameters.
    /// </summary>
    /// <param name="cycle">As <see cref="WindowCycle"/> writes it.</param>
    /// <param name="closesAt">Local time of the cut-off.</param>
    /// <param name="weekend">ISO weekdays that are no business days; not all seven.</param>
    /// <param name="holidays">Dates that are no business days.</param>
    /// <param name="zone">The region's time zone.</param>
    public static Ruling<BusinessCalendar> Make(
        string cycle, TimeOnly closesAt, IReadOnlyCollection<int> weekend, IReadOnlyCollection<DateOnly> holidays,
        TimeZoneInfo zone)
    {
        if (WindowCycle.TryParse(cycle) is not { } parsed)
        {
            return Invalid("cycle", cycle);
        }

        if (weekend.Any(static day => day is < 1 or > 7) || weekend.Distinct().Count() == 7)
        {
            return Invalid("weekend", string.Join(',', weekend));
        }

        if (holidays.Count > HolidayCountMax)
        {
            return Invalid("holidays", $"{holidays.Count} dates, at most {HolidayCountMax}");
        }

        var calendar = new BusinessCalendar(parsed, closesAt, weekend.ToFrozenSet(), holidays.ToFrozenSet(), zone);
        return calendar.FindLongClosure(holidays) is { } start
            ? Invalid("holidays", $"no business day in the {ClosedDaysMax} days after {start:O}")
            : calendar;
    }

    /// <summary>Whether business is done on this date.</summary>
    public bool IsBusinessDay(DateOnly date) => !_weekend.Contains(date.IsoWeekday()) && !_holidays.Contains(date);

    /// <summary>The date itself if it is a business day, else the first one after it.</summary>
    public DateOnly Following(DateOnly date)
    {
        for (var days = 0; days <= MovedDaysMax; days++)
        {
            if (IsBusinessDay(date.AddDays(days)))
            {
                return date.AddDays(days);
            }
        }

        throw new InvariantViolation($"No business day in the {MovedDaysMax} days after {date:O}.");
    }

    /// <summary>
    /// The instant at which a date's window closes. A local time that the clock skips means the first instant after the
    /// gap; one that it shows twice means the first of the two.
    /// </summary>
    public DateTimeOffset CutOff(DateOnly date)
    {
        var local = date.ToDateTime(ClosesAt, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            local = AfterGap(local);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    // Clocks jump on whole minutes, and never by a day or more.
    private DateTime AfterGap(DateTime local)
    {
        local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
        for (var minutes = 0; minutes < 24 * 60 && Zone.IsInvalidTime(local); minutes++)
        {
            local = local.AddMinutes(1);
        }

        return local;
    }

    private DateOnly? FindLongClosure(IEnumerable<DateOnly> holidays)
    {
        foreach (var start in holidays.Order())
        {
            if (start.DayNumber + ClosedDaysMax > DateOnly.MaxValue.DayNumber
                || !Enumerable.Range(0, ClosedDaysMax + 1).Any(days => IsBusinessDay(start.AddDays(days))))
            {
                return start;
            }
        }

        return null;
    }

    private static Refusal Invalid(string field, string value) =>
        Refusal.For(RefusalReason.CalendarInvalid, new("field", field), new("value", value));
}
