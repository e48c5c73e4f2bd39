using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Npgsql;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Periods;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries.Periods;

/// <summary>Periods, calendars and reports, from PostgreSQL.</summary>
public sealed class PeriodQueries(RegionalDatabase database) : IPeriodQueries
{
    // Some hundred kilobytes each.
    private const int PageCountMax = 2000;

    private const string Calendars = """
        select id, cycle, closes_at, weekend, holidays, at, actor, reason, operation from period_calendars
        where ledger_id = $1 and ($2::bigint is null or id < $2)
        order by id desc limit $3
        """;

    private const string Lines = """
        select a.id, l.code, a.code, a.name, a.role, l.currency, l.scale, t.opening, t.debits, t.credits, t.closing,
          t.crossed_on
        from period_totals t join accounts a on a.id = t.account_id join ledgers l on l.id = a.ledger_id
        where t.period_id = $1 and t.account_id > $2
        order by t.account_id limit $3
        """;

    /// <inheritdoc />
    public async Task<Page<BookPeriod>> FindPeriodsAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            PeriodRow.Select + """
                where p.ledger_id = $1 and ($2::bigint is null or p.no < $2)
                order by p.no desc limit $3
                """,
            PeriodRow.Read, cancellationToken, ledger, page.NumberCursor(), page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static period => $"{period.Span.No}");
    }

    /// <inheritdoc />
    public async Task<Page<PeriodCalendarDetail>> FindCalendarsAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Calendars,
            ReadCalendar,
            cancellationToken, ledger, page.NumberCursor(), page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static calendar => $"{calendar.No}");
    }

    /// <inheritdoc />
    public Task<PeriodLayout?> FindLayoutAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            $"""
            select {PeriodCalendarRow.Columns}, (
                select (min(k.at) at time zone r.time_zone)::date from period_calendars k where k.ledger_id = l.id)
            from period_calendars c join ledgers l on l.id = c.ledger_id join regions r on r.id = l.region_id
            where l.id = $1 order by c.id desc limit 1
            """,
            static row => new PeriodLayout(PeriodCalendarRow.Read(row, 0), row.Date(5)),
            cancellationToken,
            ledger);

    /// <inheritdoc />
    public async Task<Page<PeriodLineDetail>> FindLinesAsync(
        PeriodId period, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await FindAsync(period, page.NumberCursor() ?? 0, page.LimitInBounds + 1, cancellationToken);
        return rows.ToPage(page.LimitInBounds, static line => line.Account.Id.ToString());
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<PeriodLineDetail> ReadLinesAsync(
        PeriodId period, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (true)
        {
            var page = await FindAsync(period, after, PageCountMax, cancellationToken);
            foreach (var line in page)
            {
                yield return line;
            }

            if (page.Length < PageCountMax)
            {
                yield break;
            }

            after = page[^1].Account.Id.Value;
        }
    }

    private Task<ImmutableArray<PeriodLineDetail>> FindAsync(
        PeriodId period, long after, int countMax, CancellationToken cancellationToken) =>
        database.FindRowsAsync(Lines, Read, cancellationToken, period, after, countMax);

    private static PeriodCalendarDetail ReadCalendar(NpgsqlDataReader row) => new()
    {
        No = row.GetInt64(0),
        Cycle = row.GetString(1),
        ClosesAt = row.GetFieldValue<TimeOnly>(2),
        Weekend = [.. row.GetFieldValue<short[]>(3).Select(static day => (int)day)],
        Holidays = [.. row.GetFieldValue<DateOnly[]>(4)],
        At = row.Time(5),
        Actor = row.GetString(6),
        Reason = row.TextOrNull(7),
        Operation = row.Operation(8),
    };

    private static PeriodLineDetail Read(NpgsqlDataReader row) => new()
    {
        Account = row.Name(0),
        Role = (AccountRole)row.GetInt16(4),
        Currency = row.Currency(5),
        Opening = row.GetInt64(7),
        Debits = row.GetInt64(8),
        Credits = row.GetInt64(9),
        Closing = row.GetInt64(10),
        CrossedOn = row.DateOrNull(11),
    };
}
