using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Periods;
using Regional.Silo.Edge;

namespace Regional.Silo.Views;

/// <summary>Periods, their calendars and reports as the wire shows them.</summary>
internal static class PeriodViews
{
    public static PeriodCalendarView View(PeriodCalendarDetail calendar) => new()
    {
        Cycle = calendar.Cycle,
        ClosesAt = calendar.ClosesAt.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Weekend = calendar.Weekend,
        Holidays = calendar.Holidays,
        At = calendar.At,
        Actor = calendar.Actor,
        Reason = calendar.Reason,
        Operation = calendar.Operation.Value,
    };

    /// <param name="period">The period.</param>
    /// <param name="book">Its ledger.</param>
    /// <param name="layout">What lays out the open one.</param>
    /// <param name="showsTotals">Whether the caller may see its sums.</param>
    public static PeriodView View(BookPeriod period, LedgerAddress book, PeriodLayout? layout, bool showsTotals) => new()
    {
        Ledger = book.Code,
        No = period.Span.No,
        FirstDate = period.Span.FirstDate,
        LastDate = period.Span.LastDate,
        Status = Words.Of(period.Status),
        DueAt = DueAt(period, layout),
        Accounts = period.Accounts,
        Marks =
        [
            .. period.Marks.Select(static mark => new PeriodMarkView(
                Words.Of(mark.Status), mark.At, mark.Actor, mark.Reason, mark.Operation.Value)),
        ],
        Steps =
        [
            .. period.Steps.Select(static step => new PeriodStepView(
                step.Step, step.Accounts, step.Postings, step.Records, step.Exceptions, step.IsDone)),
        ],
        Totals = showsTotals && period.Totals is { } totals ? View(totals, book.Currency) : null,
    };

    public static PeriodLineView View(PeriodLineDetail line)
    {
        string Units(long minor) => MoneyText.Format(minor, line.Currency.Scale);
        return new PeriodLineView(
            line.Account.Code, line.Account.Name, Words.Of(line.Role), Units(line.Opening), Units(line.Debits),
            Units(line.Credits), Units(line.Closing), line.CrossedOn);
    }

    // One that was over when the first calendar was set waits for a command.
    private static DateTimeOffset? DueAt(BookPeriod period, PeriodLayout? layout) =>
        period.Status == PeriodStatus.Open && layout is not null && period.Span.LastDate >= layout.FirstSetOn
            ? PeriodSchedule.DueAt(layout.Calendar, period.Span.LastDate)
            : null;

    private static PeriodTotalsView View(PeriodReportTotals totals, Currency currency) => new()
    {
        Accounts = totals.Accounts,
        MovedAccounts = totals.MovedAccounts,
        Debits = MoneyOf.View(totals.Debits, currency),
        Credits = MoneyOf.View(totals.Credits, currency),
        PositiveBalances = MoneyOf.View(totals.PositiveBalances, currency),
        NegativeBalances = MoneyOf.View(totals.NegativeBalances, currency),
        Postings = totals.Postings,
        Exceptions = totals.Exceptions,
    };
}
