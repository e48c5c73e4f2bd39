using System.Collections.Immutable;

namespace Regional.Domain.Clearing;

/// <summary>A window that is to be made: <c>[opens, closes)</c>, in UTC.</summary>
/// <param name="Opens">First instant.</param>
/// <param name="Closes">First instant after it.</param>
/// <param name="BusinessDate">The local date on which it closes; a business day.</param>
public sealed record ScheduledWindow(DateTimeOffset Opens, DateTimeOffset Closes, DateOnly BusinessDate);

/// <summary>Makes windows ahead of time from a calendar (DESIGN section 4).</summary>
public static class WindowSchedule
{
    /// <summary>Most windows made at once: ten years of days. A caller that needs more asks again.</summary>
    public const int WindowCountMax = 3660;

    /// <summary>
    /// The windows that follow one another without gap from <paramref name="start"/> until one holds
    /// <paramref name="horizon"/>. Empty when the start lies after the horizon.
    /// </summary>
    /// <param name="calendar">The calendar in force.</param>
    /// <param name="start">Where the last window that exists closes; the first new one opens here.</param>
    /// <param name="horizon">The instant up to which, and for which, there shall be a window.</param>
    public static ImmutableArray<ScheduledWindow> Extend(
        BusinessCalendar calendar, DateTimeOffset start, DateTimeOffset horizon)
    {
        var windows = ImmutableArray.CreateBuilder<ScheduledWindow>();
        var opens = start.ToUniversalTime();
        foreach (var date in ClosingDates(calendar, opens))
        {
            if (opens > horizon || windows.Count == WindowCountMax)
            {
                break;
            }

            var closes = calendar.CutOff(date);
            if (closes > opens)
            {
                windows.Add(new ScheduledWindow(opens, closes, date));
                opens = closes;
            }
        }

        return windows.ToImmutable();
    }

    // Rising dates without end, from early enough that a cut-off moved past holidays is not missed.
    private static IEnumerable<DateOnly> ClosingDates(BusinessCalendar calendar, DateTimeOffset start)
    {
        var local = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, calendar.Zone).DateTime);
        DateOnly? last = null;
        for (var day = local.AddDays(-BusinessCalendar.MovedDaysMax - 1); ; day = day.AddDays(1))
        {
            if (!calendar.Cycle.Includes(day))
            {
                continue;
            }

            var date = calendar.Following(day);
            if (date != last)
            {
                yield return date;
                last = date;
            }
        }
    }
}
