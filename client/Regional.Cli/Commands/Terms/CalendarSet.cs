using System.CommandLine;
using System.Globalization;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Terms;

internal static class CalendarSet
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Region();
        var cycle = Given.Needed("--cycle", "daily, weekly:1..7 (ISO weekday) or monthly:1..31.");
        var closes = Given.Needed("--closes-at", "Local time of the cut-off, HH:mm.");
        var weekend = new Option<int[]>("--weekend")
        {
            Description = "ISO weekdays that are no business days, for example 6 7.",
            AllowMultipleArgumentsPerToken = true,
        };
        var holidays = new Option<string[]>("--holiday")
        {
            Description = "Dates that are no business days (YYYY-MM-DD).",
            AllowMultipleArgumentsPerToken = true,
        };
        var reason = Given.Reason();
        return verbs.Change(
            "set", "Set the calendar of a region's windows.", [region, cycle, closes, weekend, holidays, reason],
            async call => call.Tell(await call.Client.SetCalendarAsync(
                call.Get(region),
                new SetCalendarBody
                {
                    Id = call.Id,
                    Cycle = call.Get(cycle),
                    ClosesAt = call.Get(closes),
                    Weekend = call.Get(weekend) ?? [],
                    Holidays = [.. (call.Get(holidays) ?? []).Select(Date)],
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }

    private static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new UsageException($"'{text}' is not a date: write YYYY-MM-DD.");
}
