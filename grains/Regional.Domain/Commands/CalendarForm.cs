using System.Globalization;
using Regional.Domain.Refusals;

namespace Regional.Domain.Commands;

/// <summary>The form of a region's calendar.</summary>
internal static class CalendarForm
{
    // A century of weekly holidays is nobody's calendar.
    private const int HolidayCountMax = 2000;

    public static Refusal? Check(SetCalendar command)
    {
        if (!IsCycle(command.Cycle))
        {
            return Invalid("cycle", command.Cycle ?? "");
        }

        if (command.Weekend.IsDefault || command.Weekend.Any(static day => day is < 1 or > 7)
            || command.Weekend.Distinct().Count() is var days && (days != command.Weekend.Length || days > 6))
        {
            return Invalid("weekend", command.Weekend.IsDefault ? "" : string.Join(',', command.Weekend));
        }

        return command.Holidays.IsDefault || command.Holidays.Length > HolidayCountMax
            || command.Holidays.Distinct().Count() != command.Holidays.Length
            ? Invalid("holidays", command.Holidays.IsDefault ? "" : $"{command.Holidays.Length} days")
            : null;
    }

    private static bool IsCycle(string? cycle) =>
        cycle is "daily" || IsNumbered(cycle, "weekly:", limit: 7) || IsNumbered(cycle, "monthly:", limit: 31);

    private static bool IsNumbered(string? cycle, string prefix, int limit) =>
        cycle?.StartsWith(prefix, StringComparison.Ordinal) == true
        && int.TryParse(cycle.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= limit;

    private static Refusal Invalid(string field, string value) =>
        Refusal.For(RefusalReason.CalendarInvalid, new("field", field), new("value", value));
}
