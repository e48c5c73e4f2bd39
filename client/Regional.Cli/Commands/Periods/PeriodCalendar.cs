using System.CommandLine;
using System.Globalization;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Periods;

/// <summary><c>period open</c> and <c>period calendar</c>.</summary>
internal static class PeriodCalendar
{
    public static Command Open(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var cycle = Given.Needed("--cycle", "daily, weekly:1..7 (ISO weekday) or monthly:1..31.");
        var closes = Given.Text("--closes-at", "Local time, on the day after a period's last date, from which its end is due, HH:mm (default 00:00).");
        var weekend = new Option<int[]>("--weekend")
        {
            Description = "ISO weekdays that are no business days, for example 6 7.",
            AllowMultipleArgumentsPerToken = true,
        };
        var holidays = new Option<string[]>("--holiday")
        {
            Description = "Dates that are no business days (YYYY-MM-DD); an end on one moves to the following business day.",
            AllowMultipleArgumentsPerToken = true,
        };
        var first = Given.Date("--first-date", "First date of the first period; what lies before it are opening balances");
        var reason = Given.Reason();
        return verbs.Change(
            "open", "Set the calendar of a ledger's periods; the first one opens the first period.",
            [ledger, cycle, closes, weekend, holidays, first, reason],
            async call => call.Tell(await call.Client.SetPeriodCalendarAsync(
                call.Get(ledger),
                new SetPeriodCalendarBody
                {
                    Id = call.Id,
                    Cycle = call.Get(cycle),
                    ClosesAt = call.Get(closes),
                    Weekend = call.Get(weekend) ?? [],
                    Holidays = [.. (call.Get(holidays) ?? []).Select(Date)],
                    FirstDate = call.Get(first),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }

    public static Command Show(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        return verbs.Read(
            "calendar", "List the calendars of a ledger's periods; the first one is in force.", [ledger, limit],
            call => call.Answers.TellAsync(
                call.Client.ListPeriodCalendarsAsync(call.Get(ledger), call.Cancel), WireJson.Default.PeriodCalendarView,
                call.Get(limit), call.Cancel,
                new("set at", static calendar => Figures.Time(calendar.At)),
                new("by", static calendar => calendar.Actor),
                new("cycle", static calendar => calendar.Cycle),
                new("closes at", static calendar => calendar.ClosesAt),
                new("weekend", static calendar => string.Join(' ', calendar.Weekend)),
                new("holidays", static calendar => string.Join(' ', calendar.Holidays.Select(static day => Figures.Date(day)))),
                new("reason", static calendar => calendar.Reason)));
    }

    private static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new UsageException($"'{text}' is not a date: write YYYY-MM-DD.");
}
