using System.Collections.Immutable;
using Regional.Domain.Clearing;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Refusals;

namespace Regional.Domain.Commands;

/// <summary>The form of a calendar, a region's or a ledger's: what <see cref="BusinessCalendar"/> takes.</summary>
internal static class CalendarForm
{
    public static Refusal? Check(SetCalendar command) =>
        Check(command.Cycle, command.ClosesAt, command.Weekend, command.Holidays);

    public static Refusal? Check(SetPeriodCalendar command) =>
        Check(command.Cycle, command.ClosesAt, command.Weekend, command.Holidays)
        ?? (command.FirstDate is { } first && (first < SetPeriodCalendar.FirstDateMin || first > SetPeriodCalendar.FirstDateMax)
            ? CommandForm.Malformed("firstDate", $"{first:O}")
            : null);

    private static Refusal? Check(
        string cycle, TimeOnly closesAt, ImmutableArray<int> weekend, ImmutableArray<DateOnly> holidays)
    {
        if (weekend.IsDefault)
        {
            return CommandForm.Missing("weekend");
        }

        if (holidays.IsDefault)
        {
            return CommandForm.Missing("holidays");
        }

        // In UTC: no rule of a calendar's form depends on the zone.
        return BusinessCalendar.Make(cycle, closesAt, weekend, holidays, TimeZoneInfo.Utc)
            .TryGet(out _, out var refusal) ? null : refusal;
    }
}
