using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Periods;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Reading;

/// <summary>What the end of a period asks, answered from the model.</summary>
internal sealed class ModelPeriodReader(ModelDatabase database) : IPeriodReader
{
    private readonly ReadGate _gate = new(database);

    private ModelTables Tables => database.Tables;

    public Task<BookPeriod?> FindAsync(LedgerId ledger, int no, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "period",
            () => Tables.PeriodsOf(ledger).Find(period => period.Span.No == no) is { } row ? Of(row) : null,
            cancellationToken);

    public Task<ImmutableArray<BookPeriod>> FindAllAsync(
        LedgerId ledger, int limit, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "periods",
            () => Tables.PeriodsOf(ledger).OrderByDescending(static period => period.Span.No).Take(limit).Select(Of)
                .ToImmutableArray(),
            cancellationToken);

    public Task<ImmutableArray<DuePeriod>> FindDueAsync(
        CommunityId community, DateTimeOffset now, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "due periods",
            () => Tables.Ledgers.Where(ledger => ledger.Community == community)
                .SelectMany(ledger => Tables.PeriodsOf(ledger.Id)).Where(period => IsDue(period, now))
                .OrderBy(static period => (period.Span.LastDate, period.Ledger.Value))
                .Select(static period => new DuePeriod(period.Ledger, period.Span.No)).ToImmutableArray(),
            cancellationToken);

    public Task<ImmutableArray<CommunityId>> FindDueCommunitiesAsync(
        DateTimeOffset now, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "due communities",
            () => Tables.Ledgers.Where(ledger => Tables.PeriodsOf(ledger.Id).Exists(period => IsDue(period, now)))
                .Select(static ledger => ledger.Community!.Value).Distinct()
                .OrderBy(static community => community.Value).ToImmutableArray(),
            cancellationToken);

    public Task<bool> HasPeriodsAsync(CommunityId community, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "has periods",
            () => Tables.Ledgers.Any(ledger => ledger.Community == community && Tables.PeriodsOf(ledger.Id).Count > 0),
            cancellationToken);

    public Task<ImmutableArray<PeriodAccount>> ReadAccountsAsync(
        BookPeriod period, AccountId after, int countMax, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "period accounts",
            () => Tables.Accounts
                .Where(row => row.State.Ledger == period.Ledger && row.State.Id.CompareTo(after) > 0)
                .OrderBy(static row => row.State.Id).Take(countMax)
                .Select(row => Of(row, Tables.Period(period.Span.Id)!)).ToImmutableArray(),
            cancellationToken);

    public Task<PeriodState> ReadStateAsync(
        LedgerTerms ledger, IPeriodStep step, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken) =>
        step.Name switch
        {
            PointsStep.StepName => _gate.ReadAsync<PeriodState>(
                "points",
                () => new OpeningPoints(accounts.Where(account => Tables.Pool.Points.ContainsKey(account.Id))
                    .ToImmutableDictionary(static account => account.Id, account => Tables.Pool.Points[account.Id])),
                cancellationToken),
            RepaymentStep.StepName => _gate.ReadAsync<PeriodState>(
                "repayments", () => Repaid(context.Period, accounts), cancellationToken),
            DemurrageStep.StepName => _gate.ReadAsync<PeriodState>(
                "lots", () => ModelKomokoPeriods.Matured(Tables, context, accounts), cancellationToken),
            ClearingStep.FirstName or ClearingStep.SecondName => _gate.ReadAsync<PeriodState>(
                "turnovers", () => ModelKomokoPeriods.Ended(Tables, step.Name, context, accounts), cancellationToken),
            _ => throw new InvariantViolation($"The model keeps no state of the step {step.Name} of {ledger.Scheme}."),
        };

    public Task<int> CountPostedAsync(ImmutableArray<OperationId> postings, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "posted", () => postings.Count(id => Tables.Operations.TryGetValue(id, out var row) && row.Commit is not null),
            cancellationToken);

    public Task<ImmutableArray<StepException>> FindExceptionsAsync(
        PeriodId period, int limit, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "period exceptions",
            () => Tables.Period(period)!.Exceptions.Take(limit)
                .Select(one => new StepException(
                    one.Step, one.Exception.Account, Tables.Account(one.Exception.Account)!.Code, one.Exception.Refusal))
                .ToImmutableArray(),
            cancellationToken);

    // What came in of those who opened below zero; neither what was corrected nor what corrected it.
    private RepaidInPeriod Repaid(PeriodSpan period, ImmutableArray<PeriodAccount> accounts)
    {
        var corrections = Tables.Corrections.Values.ToHashSet();
        var owing = accounts.Where(static account => account.Opening < 0).Select(static account => account.Id).ToHashSet();
        return new RepaidInPeriod(Tables.Transfers
            .Where(row => row.Moves && owing.Contains(row.Leg.Credit)
                && row.BusinessDate >= period.FirstDate && row.BusinessDate <= period.LastDate
                && !corrections.Contains(row.Operation) && !Tables.Corrections.ContainsKey(row.Operation))
            .GroupBy(static row => row.Leg.Credit)
            .ToImmutableDictionary(static group => group.Key, static group => group.Sum(static row => row.Leg.Amount.Minor)));
    }

    private bool IsDue(PeriodRow period, DateTimeOffset now)
    {
        if (period.Status != PeriodStatus.Open)
        {
            return period.Status == PeriodStatus.Totalling;
        }

        var region = Tables.RegionOf(Tables.Ledger(period.Ledger)!);
        var calendar = Tables.PeriodCalendars[period.Ledger];
        var before = Tables.PeriodsOf(period.Ledger).Find(other => other.Span.No == period.Span.No - 1);
        return period.Span.LastDate < region.DateOf(database.Clock.Now)
            && period.Span.LastDate >= region.DateOf(calendar.FirstSetAt)
            && before?.Status is null or >= PeriodStatus.Totalled
            && PeriodSchedule.DueAt(calendar.Calendar, period.Span.LastDate) <= now;
    }

    private PeriodAccount Of(AccountRow row, PeriodRow period)
    {
        var totals = period.Totals.GetValueOrDefault(row.State.Id) ?? new PeriodTotals(0, 0, 0);
        var opened = Tables.AccountChanges.Find(change => change.Account == row.State.Id)?.At;
        return new PeriodAccount
        {
            Id = row.State.Id,
            Role = row.State.Role,
            Kind = row.Kind,
            Status = row.State.Status,
            Member = row.Member,
            OpenedOn = opened is { } at
                ? Tables.RegionOf(Tables.Ledger(row.State.Ledger)!).DateOf(at)
                : DateOnly.MinValue,
            Opening = totals.Opening,
            Debits = totals.Debits,
            Credits = totals.Credits,
            Floor = row.State.Floor,
            Ceiling = row.State.Ceiling,
        };
    }

    private static BookPeriod Of(PeriodRow row) => new(
        row.Span, row.Ledger, row.Status, row.AccountCount, [.. row.Marks], [.. row.Steps.Values], row.Report);
}
