using FsCheck;
using FsCheck.Fluent;
using Regional.Domain.Clearing;
using static Regional.Domain.Tests.Clearing.Calendars;

namespace Regional.Domain.Tests.Clearing;

public sealed class WindowScheduleTests
{
    [Fact]
    public void Daily_windows_close_on_business_days_and_the_weekend_belongs_to_Monday()
    {
        var windows = WindowSchedule.Extend(
            Make("daily", "17:00", Jakarta, [6, 7]), Utc("2026-03-05T12:00Z"), Utc("2026-03-10T00:00Z"));
        Assert.Equal(
        [
            new ScheduledWindow(Utc("2026-03-05T12:00Z"), Utc("2026-03-06T10:00Z"), new DateOnly(2026, 3, 6)),
            new ScheduledWindow(Utc("2026-03-06T10:00Z"), Utc("2026-03-09T10:00Z"), new DateOnly(2026, 3, 9)),
            new ScheduledWindow(Utc("2026-03-09T10:00Z"), Utc("2026-03-10T10:00Z"), new DateOnly(2026, 3, 10)),
        ],
        windows);
    }

    [Fact]
    public void A_start_at_a_cut_off_opens_the_next_window() => Assert.Equal(
        new ScheduledWindow(Utc("2026-03-05T10:00Z"), Utc("2026-03-06T10:00Z"), new DateOnly(2026, 3, 6)),
        WindowSchedule.Extend(Make("daily", "17:00", Jakarta), Utc("2026-03-05T10:00Z"), Utc("2026-03-05T10:00Z")).Single());

    [Fact]
    public void A_horizon_at_the_end_of_a_window_is_held_by_the_next_one() => Assert.Equal(
        2, WindowSchedule.Extend(Make("daily", "17:00", Jakarta), Utc("2026-03-05T10:00Z"), Utc("2026-03-06T10:00Z")).Length);

    [Fact]
    public void A_start_after_the_horizon_makes_no_window() =>
        Assert.Empty(WindowSchedule.Extend(Make("daily", "17:00", Jakarta), Utc("2026-03-05T10:00Z"), Utc("2026-03-05T09:59Z")));

    [Fact]
    public void A_weekly_cut_off_on_a_holiday_moves_to_the_following_business_day() => Assert.Equal(
        [new DateOnly(2026, 3, 6), new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 20)],
        Dates(Make("weekly:5", "17:00", Jakarta, [6, 7], new DateOnly(2026, 3, 13)), "2026-03-01", "2026-03-17"));

    [Fact]
    public void Cut_offs_that_move_to_one_day_become_one() => Assert.Equal(
        [new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 6), new DateOnly(2026, 3, 9)],
        Dates(Make("daily", "17:00", Jakarta, [6, 7], new DateOnly(2026, 3, 4)), "2026-03-03T11:00Z", "2026-03-08"));

    [Fact]
    public void The_31st_is_the_last_day_of_shorter_months_and_may_move_into_the_next() => Assert.Equal(
        [new DateOnly(2026, 2, 2), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 30), new DateOnly(2026, 6, 1)],
        Dates(Make("monthly:31", "17:00", Jakarta, [6, 7]), "2026-01-29", "2026-05-15"));

    [Fact]
    public void A_cut_off_moved_past_a_long_closure_before_the_start_is_not_missed()
    {
        var closed = Enumerable.Range(0, 31).Select(new DateOnly(2026, 3, 1).AddDays).ToArray();
        Assert.Equal(new DateOnly(2026, 4, 1), Dates(Make("monthly:2", "17:00", Jakarta, [], closed), "2026-03-31", "2026-03-31").First());
    }

    [Fact]
    public void Days_of_23_and_25_hours_have_windows_of_23_and_25_hours()
    {
        var calendar = Make("daily", "17:00", Ljubljana);
        Assert.Equal(TimeSpan.FromHours(23), Length(calendar, "2026-03-28T16:00Z"));
        Assert.Equal(TimeSpan.FromHours(24), Length(calendar, "2026-03-29T15:00Z"));
        Assert.Equal(TimeSpan.FromHours(25), Length(calendar, "2026-10-24T15:00Z"));
    }

    [Fact]
    public void A_call_makes_a_bounded_number_and_the_next_call_goes_on()
    {
        var calendar = Make("daily", "17:00", Jakarta);
        var (start, horizon) = (Utc("2026-01-01"), Utc("2046-01-01"));
        var first = WindowSchedule.Extend(calendar, start, horizon);
        Assert.Equal(WindowSchedule.WindowCountMax, first.Length);
        var second = WindowSchedule.Extend(calendar, first[^1].Closes, horizon);
        Assert.Equal(first[^1].Closes, second[0].Opens);
        Assert.Equal(first[^1].BusinessDate.AddDays(1), second[0].BusinessDate);
    }

    private static Gen<(BusinessCalendar Calendar, DateTimeOffset Start, DateTimeOffset Horizon)> Cases { get; } =
        from zone in Gen.Elements(Ljubljana, Jakarta, LordHowe)
        from cycle in Gen.OneOf(
            Gen.Constant("daily"),
            Gen.Choose(1, 7).Select(static day => $"weekly:{day}"),
            Gen.Choose(1, 31).Select(static day => $"monthly:{day}"))
        from minute in Gen.OneOf(Gen.Choose(0, (24 * 60) - 1), Gen.Choose(100, 200))
        from weekend in Gen.SubListOf(1, 2, 3, 4, 5, 6, 7).Where(static days => days.Count < 7)
        from holidays in Gen.Choose(0, 500).ListOf()
        from start in Gen.Choose(0, 500 * 24 * 60)
        from days in Gen.Choose(0, 90)
        let opens = Utc("2026-01-01").AddMinutes(start)
        let calendar = BusinessCalendar.Make(
            cycle, new TimeOnly(minute / 60, minute % 60), [.. weekend],
            [.. holidays.Select(new DateOnly(2026, 1, 1).AddDays)], zone)
        where calendar.IsGranted
        select (calendar.TryGet(out var made, out _) ? made : null!, opens, opens.AddDays(days));

    [Fact]
    public void Windows_follow_one_another_without_gap_from_the_start_and_the_last_holds_the_horizon() =>
        Holds.ForAll(Cases, static @case =>
        {
            var (calendar, start, horizon) = @case;
            var windows = WindowSchedule.Extend(calendar, start, horizon);
            Assert.Equal(start, windows[0].Opens);
            Assert.All(windows, static window => Assert.True(window.Opens < window.Closes));
            Assert.All(windows.Zip(windows.Skip(1)), static pair => Assert.Equal(pair.First.Closes, pair.Second.Opens));
            Assert.True(windows[^1].Opens <= horizon && horizon < windows[^1].Closes);
        });

    [Fact]
    public void A_window_closes_at_its_time_on_a_business_day_that_is_the_following_one_of_a_day_of_the_cycle() =>
        Holds.ForAll(Cases, static @case =>
        {
            var (calendar, start, horizon) = @case;
            Assert.All(WindowSchedule.Extend(calendar, start, horizon), window =>
            {
                Assert.True(calendar.IsBusinessDay(window.BusinessDate));
                var local = TimeZoneInfo.ConvertTime(window.Closes, calendar.Zone);
                Assert.Equal(window.BusinessDate, DateOnly.FromDateTime(local.DateTime));
                Assert.InRange(TimeOnly.FromDateTime(local.DateTime) - calendar.ClosesAt, TimeSpan.Zero, TimeSpan.FromHours(1));
                Assert.Contains(
                    Enumerable.Range(0, BusinessCalendar.MovedDaysMax + 1),
                    back => calendar.Cycle.Includes(window.BusinessDate.AddDays(-back))
                        && Enumerable.Range(1, back).All(day => !calendar.IsBusinessDay(window.BusinessDate.AddDays(-day))));
            });
        });

    [Fact]
    public void No_cut_off_of_the_cycle_is_missing() => Holds.ForAll(Cases, static @case =>
    {
        var (calendar, start, horizon) = @case;
        var windows = WindowSchedule.Extend(calendar, start, horizon);
        var closes = windows.Select(static window => window.Closes).ToHashSet();
        var first = DateOnly.FromDateTime(start.UtcDateTime).AddDays(-60);
        for (var day = first; day.ToDateTime(default) < horizon.UtcDateTime.AddDays(-2); day = day.AddDays(1))
        {
            if (calendar.Cycle.Includes(day) && calendar.CutOff(calendar.Following(day)) is var cut
                && cut > start && cut <= windows[^1].Closes)
            {
                Assert.Contains(cut, closes);
            }
        }
    });

    [Fact]
    public void Windows_made_in_two_steps_are_those_made_in_one() => Holds.ForAll(Cases, static @case =>
    {
        var (calendar, start, horizon) = @case;
        var whole = WindowSchedule.Extend(calendar, start, horizon);
        var part = WindowSchedule.Extend(calendar, start, start + ((horizon - start) / 2));
        Assert.Equal(whole, part.AddRange(WindowSchedule.Extend(calendar, part[^1].Closes, horizon)));
    });

    private static IEnumerable<DateOnly> Dates(BusinessCalendar calendar, string start, string horizon) =>
        WindowSchedule.Extend(calendar, Utc(start), Utc(horizon)).Select(static window => window.BusinessDate);

    private static TimeSpan Length(BusinessCalendar calendar, string opens)
    {
        var window = WindowSchedule.Extend(calendar, Utc(opens), Utc(opens))[0];
        return window.Closes - window.Opens;
    }
}
