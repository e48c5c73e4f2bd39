using System.Globalization;
using Regional.Contracts.Directory;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Periods;

/// <summary>Dates of a ledger's periods by their numbers, and the other way; those ahead as the calendar stands.</summary>
internal sealed class PeriodNumbers(IPeriodReader reader, IPeriodQueries queries)
{
    // More periods than a ledger whose terms are listed could have closed.
    private const int PeriodCountMax = 1200;

    /// <summary>The first date of a period. Refusal: <c>periodUnknown</c>.</summary>
    public async Task<DateOnly> FirstDateAsync(LedgerAddress book, int no, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(book.Id, no, cancellationToken) is { } known)
        {
            return known.Span.FirstDate;
        }

        var open = (await reader.FindAllAsync(book.Id, 1, cancellationToken)).FirstOrDefault();
        var layout = await queries.FindLayoutAsync(book.Id, cancellationToken);
        return open is not null && layout is not null && no > open.Span.No
            && PeriodSchedule.FirstDate(layout.Calendar, open.Span, no) is { } first
            ? first
            : throw EdgeRefusal.For(
                RefusalReason.PeriodUnknown,
                new("ledger", book.Code), new("period", no.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Which period holds a date; null: none does.</summary>
    public async Task<Func<DateOnly, int?>> OfAsync(LedgerAddress book, CancellationToken cancellationToken)
    {
        var periods = await reader.FindAllAsync(book.Id, PeriodCountMax, cancellationToken);
        var layout = await queries.FindLayoutAsync(book.Id, cancellationToken);
        return date => periods.FirstOrDefault(period => period.Span.Contains(date))?.Span.No
            ?? (layout is not null && !periods.IsEmpty && date > periods[0].Span.LastDate
                ? PeriodSchedule.NoOf(layout.Calendar, periods[0].Span, date)
                : null);
    }
}
