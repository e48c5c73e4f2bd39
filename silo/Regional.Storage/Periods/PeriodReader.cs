using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Periods;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Queries;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Periods;

/// <summary>What the end of a period asks, answered from PostgreSQL.</summary>
public sealed class PeriodReader(RegionalDatabase database) : IPeriodReader
{
    /// <inheritdoc />
    public Task<BookPeriod?> FindAsync(LedgerId ledger, int no, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            PeriodRow.Select + "where p.ledger_id = $1 and p.no = $2", PeriodRow.Read, cancellationToken, ledger, no);

    /// <inheritdoc />
    public Task<ImmutableArray<BookPeriod>> FindAllAsync(
        LedgerId ledger, int limit, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            PeriodRow.Select + "where p.ledger_id = $1 order by p.no desc limit $2",
            PeriodRow.Read,
            cancellationToken,
            ledger,
            limit);

    /// <inheritdoc />
    public async Task<ImmutableArray<DuePeriod>> FindDueAsync(
        CommunityId community, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await FindCandidatesAsync("and l.community_id = $4", cancellationToken, community))
            .Where(candidate => candidate.IsDue(now)).Select(static candidate => candidate.Period)];

    /// <inheritdoc />
    public async Task<ImmutableArray<CommunityId>> FindDueCommunitiesAsync(
        DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await FindCandidatesAsync("", cancellationToken))
            .Where(candidate => candidate.IsDue(now)).Select(static candidate => candidate.Community).Distinct()
            .OrderBy(static community => community.Value)];

    /// <inheritdoc />
    public async Task<bool> HasPeriodsAsync(CommunityId community, CancellationToken cancellationToken) =>
        !(await database.FindRowsAsync(
            "select 1 from periods p join ledgers l on l.id = p.ledger_id where l.community_id = $1 limit 1",
            static row => row.GetInt32(0),
            cancellationToken,
            community)).IsEmpty;

    /// <inheritdoc />
    public Task<ImmutableArray<PeriodAccount>> ReadAccountsAsync(
        BookPeriod period, AccountId after, int countMax, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            PeriodAccountRow.OfPeriod, PeriodAccountRow.Read, cancellationToken, period.Ledger, period.Span.Id, after,
            countMax);

    /// <inheritdoc />
    public Task<PeriodState> ReadStateAsync(
        LedgerTerms ledger, IPeriodStep step, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken) =>
        PeriodStates.ReadAsync(database, ledger, step, context, accounts, cancellationToken);

    /// <inheritdoc />
    public async Task<int> CountPostedAsync(ImmutableArray<OperationId> postings, CancellationToken cancellationToken) =>
        (await database.FindRowsAsync(
            "select count(*)::integer from operations where id = any ($1) and refusal is null and commit_no is not null",
            static row => row.GetInt32(0),
            cancellationToken,
            postings.Select(static id => id.Value).ToArray()))[0];

    /// <inheritdoc />
    public Task<ImmutableArray<StepException>> FindExceptionsAsync(
        PeriodId period, int limit, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            """
            select e.step, e.account_id, a.code, e.refusal, e.facts::text
            from period_exceptions e join accounts a on a.id = e.account_id
            where e.period_id = $1 order by e.step, e.account_id limit $2
            """,
            static row => new StepException(
                row.GetString(0), new AccountId(row.GetInt64(1)), row.GetString(2),
                StoredRefusal.Read(row.GetInt16(3), row.TextOrNull(4))),
            cancellationToken,
            period,
            limit);

    // The journal's date says what may begin, the calendar's hour is the caller's to look at.
    private Task<ImmutableArray<Candidate>> FindCandidatesAsync(
        string andWhere, CancellationToken cancellationToken, params object[] parameters) =>
        database.FindRowsAsync(
            $"""
            select l.community_id, p.ledger_id, p.no, p.last_date, p.status, {PeriodCalendarRow.Columns}
            from periods p
            join ledgers l on l.id = p.ledger_id join regions r on r.id = l.region_id
            join lateral (
                select * from period_calendars k where k.ledger_id = l.id order by k.id desc limit 1) c on true
            where (
                p.status = $1 or (
                    p.status = $2 and p.last_date < (clock_timestamp() at time zone r.time_zone)::date
                    and p.last_date >= (
                        select min(k.at at time zone r.time_zone)::date from period_calendars k where k.ledger_id = l.id)
                    and not exists (
                        select from periods b where b.ledger_id = p.ledger_id and b.no = p.no - 1 and b.status < $3)))
                {andWhere}
            order by p.last_date, p.ledger_id, p.no
            """,
            static row => new Candidate(
                new CommunityId(row.GetInt32(0)),
                new DuePeriod(new LedgerId(row.GetInt32(1)), row.GetInt32(2)), row.Date(3), (PeriodStatus)row.GetInt16(4),
                PeriodCalendarRow.Read(row, 5)),
            cancellationToken,
            [PeriodStatus.Totalling, PeriodStatus.Open, PeriodStatus.Totalled, .. parameters]);

    private sealed record Candidate(
        CommunityId Community, DuePeriod Period, DateOnly Last, PeriodStatus Status, BusinessCalendar Calendar)
    {
        public bool IsDue(DateTimeOffset now) =>
            Status == PeriodStatus.Totalling || PeriodSchedule.DueAt(Calendar, Last) <= now;
    }
}
