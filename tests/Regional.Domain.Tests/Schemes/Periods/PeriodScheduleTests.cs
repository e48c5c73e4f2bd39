using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Tests.Schemes.Periods;

public sealed class PeriodScheduleTests
{
    // 2026: 31 January is a Saturday, 28 February a Saturday, 31 March a Tuesday.
    [Theory]
    [InlineData("monthly:31", "2026-01-01", "2026-02-02")]
    [InlineData("monthly:31", "2026-02-03", "2026-03-02")]
    [InlineData("monthly:31", "2026-03-03", "2026-03-31")]
    [InlineData("monthly:31", "2026-03-31", "2026-03-31")]
    [InlineData("monthly:31", "2026-02-01", "2026-02-02")]
    [InlineData("monthly:15", "2026-01-16", "2026-02-16")]
    [InlineData("monthly:1", "2026-01-02", "2026-02-02")]
    [InlineData("weekly:5", "2026-03-02", "2026-03-06")]
    [InlineData("weekly:5", "2026-03-06", "2026-03-06")]
    [InlineData("weekly:6", "2026-03-02", "2026-03-02")]
    [InlineData("weekly:6", "2026-03-03", "2026-03-09")]
    [InlineData("daily", "2026-03-06", "2026-03-06")]
    [InlineData("daily", "2026-03-07", "2026-03-09")]
    public void A_period_ends_on_the_cycles_date_or_the_business_day_that_follows(string cycle, string first, string last) =>
        Assert.Equal(Date(last), PeriodSchedule.LastDate(Calendar(cycle), Date(first)));

    [Fact]
    public void A_holiday_moves_the_end_like_a_weekend_does() =>
        Assert.Equal(
            Date("2026-04-02"),
            PeriodSchedule.LastDate(Calendar("monthly:31", Date("2026-03-31"), Date("2026-04-01")), Date("2026-03-03")));

    [Fact]
    public void A_year_of_months_has_twelve_periods_without_gap()
    {
        var calendar = Calendar("monthly:31");
        var first = Date("2026-01-01");
        var lasts = new List<DateOnly>();
        while (first < Date("2027-01-01"))
        {
            var last = PeriodSchedule.LastDate(calendar, first);
            Assert.True(last >= first);
            Assert.True(calendar.IsBusinessDay(last));
            lasts.Add(last);
            first = last.AddDays(1);
        }

        Assert.Equal(12, lasts.Count);
    }

    [Fact]
    public void A_period_is_due_at_the_calendars_time_on_the_day_after_its_last_date() =>
        Assert.Equal(
            new DateTimeOffset(2026, 3, 31, 19, 0, 0, TimeSpan.Zero),
            PeriodSchedule.DueAt(Calendar("monthly:31"), Date("2026-03-31")));

    [Fact]
    public void The_first_days_of_the_calendar_of_days_have_a_period() =>
        Assert.Equal(new DateOnly(1, 1, 31), PeriodSchedule.LastDate(Calendar("monthly:31"), DateOnly.MinValue));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    // Jakarta, two in the morning, Saturday and Sunday closed.
    private static BusinessCalendar Calendar(string cycle, params DateOnly[] holidays) =>
        BusinessCalendar.Make(
            cycle, new TimeOnly(2, 0), [6, 7], holidays, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"))
            .TryGet(out var calendar, out var refusal) ? calendar : throw new InvalidOperationException($"{refusal}");

    /// <summary>Months that end on a business day: of January 2026, the 31st is a Saturday.</summary>
    [Theory]
    [InlineData(1, "2026-01-01")]
    [InlineData(2, "2026-02-03")]
    [InlineData(3, "2026-03-03")]
    [InlineData(4, "2026-04-01")]
    public void A_period_ahead_begins_where_the_calendar_lays_it_out(int no, string first)
    {
        var open = new PeriodSpan(new PeriodId(7), 1, new(2026, 1, 1), new(2026, 2, 2));
        var date = Date(first);

        Assert.Equal(date, PeriodSchedule.FirstDate(Calendar("monthly:31"), open, no));
        Assert.Equal(no, PeriodSchedule.NoOf(Calendar("monthly:31"), open, date));
        Assert.Equal(no == 1 ? null : no - 1, PeriodSchedule.NoOf(Calendar("monthly:31"), open, date.AddDays(-1)));
    }

    [Fact]
    public void A_period_further_ahead_than_terms_can_name_has_no_date()
    {
        var open = new PeriodSpan(new PeriodId(7), 3, new(2026, 1, 1), new(2026, 2, 2));

        Assert.NotNull(PeriodSchedule.FirstDate(Calendar("monthly:31"), open, 3 + PeriodSchedule.AheadCountMax));
        Assert.Null(PeriodSchedule.FirstDate(Calendar("monthly:31"), open, 4 + PeriodSchedule.AheadCountMax));
        Assert.Null(PeriodSchedule.NoOf(Calendar("monthly:31"), open, DateOnly.MaxValue));
    }
}
