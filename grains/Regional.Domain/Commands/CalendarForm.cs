using Regional.Domain.Clearing;
using Regional.Domain.Refusals;

namespace Regional.Domain.Commands;

/// <summary>The form of a region's calendar: what <see cref="BusinessCalendar"/> takes.</summary>
internal static class CalendarForm
{
    public static Refusal? Check(SetCalendar command)
    {
        if (command.Weekend.IsDefault)
        {
            return CommandForm.Missing("weekend");
        }

        if (command.Holidays.IsDefault)
        {
            return CommandForm.Missing("holidays");
        }

        // In UTC: no rule of a calendar's form depends on the zone.
        return BusinessCalendar.Make(
            command.Cycle, command.ClosesAt, command.Weekend, command.Holidays, TimeZoneInfo.Utc)
            .TryGet(out _, out var refusal) ? null : refusal;
    }
}
