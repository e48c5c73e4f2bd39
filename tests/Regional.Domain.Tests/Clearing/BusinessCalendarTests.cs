using Regional.Domain.Refusals;
using static Regional.Domain.Tests.Clearing.Calendars;

namespace Regional.Domain.Tests.Clearing;

public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("daily")]
    [InlineData("weekly:1")]
    [InlineData("weekly:7")]
    [InlineData("monthly:1")]
    [InlineData("monthly:31")]
    public void A_cycle_is_read_and_written_alike(string cycle)
    {
        Assert.True(Try(cycle).TryGet(out var calendar, out _));
        Assert.Equal(cycle, calendar.Cycle.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Daily")]
    [InlineData("weekly")]
    [InlineData("weekly:0")]
    [InlineData("weekly:8")]
    [InlineData("weekly: 1")]
    [InlineData("weekly:+1")]
    [InlineData("monthly:0")]
    [InlineData("monthly:32")]
    [InlineData("monthly:1.5")]
    [InlineData("yearly:1")]
    public void A_cycle_that_is_none_makes_no_calendar(string cycle) => AssertInvalid("cycle", Try(cycle));

    [Fact]
    public void A_weekend_has_iso_weekdays_but_not_all_seven()
    {
        AssertInvalid("weekend", Try(weekend: [0]));
        AssertInvalid("weekend", Try(weekend: [8]));
        AssertInvalid("weekend", Try(weekend: [1, 2, 3, 4, 5, 6, 7]));
        Assert.True(Try(weekend: [1, 2, 3, 4, 5, 6]).IsGranted);
        Assert.True(Try(weekend: [6, 6, 7]).IsGranted);
    }

    [Fact]
    public void Holidays_leave_a_business_day_within_a_month()
    {
        var start = new DateOnly(2026, 3, 2);
        Assert.True(Try(holidays: [.. Days(start, 31)]).IsGranted);
        AssertInvalid("holidays", Try(holidays: [.. Days(start, 32)]));
        AssertInvalid("holidays", Try(weekend: [1, 2, 3, 4, 5, 6], holidays: [.. Days(start, 29)]));
        AssertInvalid("holidays", Try(holidays: [.. Days(start, 2001).Select(static (day, at) => day.AddDays(at))]));
    }

    [Fact]
    public void A_weekend_before_the_longest_closure_still_finds_the_following_business_day()
    {
        // Only Sundays are business days; four of them are holidays.
        var sunday = new DateOnly(2026, 3, 1);
        Assert.True(Try(weekend: [1, 2, 3, 4, 5, 6], holidays: [.. Enumerable.Range(0, 4).Select(week => sunday.AddDays(7 * week))]).TryGet(out var calendar, out _));
        Assert.Equal(sunday.AddDays(28), calendar.Following(sunday.AddDays(-6)));
    }

    [Theory]
    [InlineData("2026-03-06", "2026-03-06")] // Friday
    [InlineData("2026-03-07", "2026-03-09")] // Saturday
    [InlineData("2026-03-08", "2026-03-09")] // Sunday
    [InlineData("2026-03-19", "2026-03-23")] // Nyepi on Thursday, then a holiday, then the weekend
    public void The_following_business_day_passes_weekend_and_holidays(string date, string expected)
    {
        var calendar = Make("daily", "17:00", Jakarta, [6, 7], new DateOnly(2026, 3, 19), new DateOnly(2026, 3, 20));
        Assert.Equal(DateOnly.Parse(expected), calendar.Following(DateOnly.Parse(date)));
    }

    [Theory]
    [InlineData("17:00", "2026-03-02", "2026-03-02T16:00Z")] // winter: UTC+1
    [InlineData("17:00", "2026-07-02", "2026-07-02T15:00Z")] // summer: UTC+2
    [InlineData("02:00", "2026-03-29", "2026-03-29T01:00Z")] // the gap's first moment does not exist
    [InlineData("02:30", "2026-03-29", "2026-03-29T01:00Z")] // in the gap: the first moment after it
    [InlineData("02:59:59", "2026-03-29", "2026-03-29T01:00Z")]
    [InlineData("03:00", "2026-03-29", "2026-03-29T01:00Z")] // the same moment
    [InlineData("01:59:59", "2026-03-29", "2026-03-29T00:59:59Z")]
    [InlineData("02:00", "2026-10-25", "2026-10-25T00:00Z")] // shown twice: the first
    [InlineData("02:30", "2026-10-25", "2026-10-25T00:30Z")]
    [InlineData("03:00", "2026-10-25", "2026-10-25T02:00Z")]
    public void A_cut_off_is_the_first_moment_at_which_the_clock_in_Ljubljana_shows_it_or_later(
        string closesAt, string date, string expected) =>
        Assert.Equal(Utc(expected), Make("daily", closesAt, Ljubljana).CutOff(DateOnly.Parse(date)));

    [Theory]
    [InlineData("02:15", "2026-10-04", "2026-10-03T15:30Z")] // a gap of half an hour, 02:00 to 02:30, UTC+10:30 to +11
    [InlineData("01:45", "2026-04-05", "2026-04-04T14:45Z")] // shown twice: first at UTC+11
    public void A_change_of_half_an_hour_is_taken_as_it_is(string closesAt, string date, string expected) =>
        Assert.Equal(Utc(expected), Make("daily", closesAt, LordHowe).CutOff(DateOnly.Parse(date)));

    [Theory]
    [InlineData("2026-03-29")]
    [InlineData("2026-10-25")]
    public void In_Jakarta_the_clock_never_changes(string date) => Assert.Equal(
        DateOnly.Parse(date).ToDateTime(new TimeOnly(19, 30), DateTimeKind.Utc).AddDays(-1),
        Make("daily", "02:30", Jakarta).CutOff(DateOnly.Parse(date)).UtcDateTime);

    private static IEnumerable<DateOnly> Days(DateOnly start, int count) =>
        Enumerable.Range(0, count).Select(start.AddDays);

    private static void AssertInvalid<T>(string field, Ruling<T> ruling)
        where T : class
    {
        Assert.False(ruling.TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.CalendarInvalid, refusal.Reason);
        Assert.Equal(new RefusalFact("field", field), refusal.Facts[0]);
    }
}
