using Regional.Domain.Clearing;
using Regional.Domain.Refusals;

namespace Regional.Domain.Tests.Clearing;

internal static class Calendars
{
    public static readonly TimeZoneInfo Ljubljana = TimeZoneInfo.FindSystemTimeZoneById("Europe/Ljubljana");
    public static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    public static readonly TimeZoneInfo LordHowe = TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe");

    public static BusinessCalendar Make(
        string cycle, string closesAt, TimeZoneInfo zone, int[]? weekend = null, params DateOnly[] holidays) =>
        BusinessCalendar.Make(cycle, TimeOnly.Parse(closesAt), weekend ?? [], holidays, zone).TryGet(out var calendar, out var refusal)
            ? calendar
            : throw new InvalidOperationException(refusal.ToString());

    public static Ruling<BusinessCalendar> Try(
        string cycle = "daily", int[]? weekend = null, params DateOnly[] holidays) =>
        BusinessCalendar.Make(cycle, new TimeOnly(17, 0), weekend ?? [], holidays, Jakarta);

    public static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal);
}
