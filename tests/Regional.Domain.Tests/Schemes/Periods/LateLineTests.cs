using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.Periods;

public sealed class LateLineTests
{
    private static readonly DateOnly Closed = new(2026, 2, 28);
    private static readonly PeriodSpan February = new(new PeriodId(2), No: 2, new DateOnly(2026, 2, 1), Closed);

    [Theory]
    [InlineData(TransferAction.Post, "2026-02-28", "periodClosed")]
    [InlineData(TransferAction.Post, "2026-03-01", "posted")]
    [InlineData(TransferAction.Post, "2020-01-01", "periodClosed")]
    [InlineData(TransferAction.Pend, "2026-02-28", "periodClosed")]
    [InlineData(TransferAction.Pend, "2026-03-01", "posted")]
    [InlineData(TransferAction.PostPending, "2026-02-28", "periodClosed")]
    [InlineData(TransferAction.PostPending, "2026-03-01", "posted")]
    [InlineData(TransferAction.VoidPending, "2026-02-28", "posted")]
    public void A_line_dated_into_a_closed_period_is_refused_and_one_day_later_it_is_not(
        TransferAction action, string date, string expected) =>
        Assert.Equal(expected, Judge(action, date, periodEnd: null, February));

    [Theory]
    [InlineData(2, "2026-02-28", "posted")]
    [InlineData(2, "2026-02-01", "posted")]
    [InlineData(2, "2026-01-31", "periodClosed")]
    [InlineData(1, "2026-02-28", "periodClosed")]
    [InlineData(3, "2026-02-28", "periodClosed")]
    public void Only_the_end_that_is_under_way_books_into_its_own_period(long period, string date, string expected) =>
        Assert.Equal(expected, Judge(TransferAction.Post, date, new PeriodId(period), February));

    [Fact]
    public void Once_it_is_totalled_the_periods_own_end_is_late_too() =>
        Assert.Equal("periodClosed", Judge(TransferAction.Post, "2026-02-28", February.Id, totalling: null));

    [Fact]
    public void A_refusal_names_the_first_date_that_is_open()
    {
        var refusal = new PeriodBooks(Closed, Totalling: null).Refuse(Book, Closed);
        Assert.Equal("2026-03-01", refusal.Facts.Single(static fact => fact.Name == "firstOpen").Value);
    }

    private static string Judge(TransferAction action, string date, PeriodId? periodEnd, PeriodSpan? totalling)
    {
        var held = Held(1, 2, 50);
        var book = With(State(1), State(2)).Holding(held);
        book.Books[Book] = new PeriodBooks(Closed, totalling);
        var leg = action is TransferAction.Post or TransferAction.Pend
            ? Pay(1, 2, 50) with { Action = action }
            : End(held, action, 50);
        var posting = Posting(1, leg) with { BusinessDate = DateOnly.ParseExact(date, "yyyy-MM-dd"), PeriodEnd = periodEnd };
        return PostingRules.Decide(posting, book, Now) switch
        {
            PostingDecision.Accepted => "posted",
            PostingDecision.Refused refused => refused.Refusal.Entry.Code,
            var other => other.GetType().Name,
        };
    }
}
