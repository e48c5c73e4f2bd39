using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>
/// Savings pools, the credit switch and ends of periods on PostgreSQL and on the model: plans made of what both read, and
/// every answer compared.
/// </summary>
public sealed class SchemeDifferentialTests
{
    private const int StepCount = 1_200;
    private const int StepsBetweenReads = 120;

    private const string WithdrawalPosted = "withdrawal decided";

    /// <summary>Answers without which a run has compared too little.</summary>
    private static readonly string[] MustOccur =
    [
        "Posted", "PeriodClosed", "TermsChanged", "CreditSwitchedOff", "PeriodNotTotalled of a command",
        "PeriodRunning of a command", "BorrowerExcluded of a command", "QuorumMissing of a command",
        "CommandNotOfScheme of a command", "AgreementNeeded", WithdrawalPosted, "done",
    ];

    public static TheoryData<int> Seeds => DifferentialTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Pools_and_periods_are_kept_alike(int seed)
    {
        await using var both = await TwoStores.OpenAsync();
        both.Seed = $"Seed {seed}";
        var known = new Known(new SimulationRandom((ulong)seed));
        var schemes = new RandomSchemes(known);
        var (ends, postings) = (new RandomPeriodEnds(both, known), new RandomPostings(known) { Date = schemes.Date });
        foreach (var command in schemes.Beginning())
        {
            known.Take(command, await both.ExecuteAsync(command));
        }

        await both.BackdateCalendarsAsync(RandomSchemes.PastDays);
        for (var step = 1; step <= StepCount; step++)
        {
            switch (known.Next(20))
            {
                case 0:
                    await both.PassAsync(TimeSpan.FromMinutes(10 + known.Next(100)));
                    break;
                case < 5:
                    var batch = postings.Next();
                    known.Take([.. batch.Certain, .. batch.Doubtful], await both.CommitAsync(batch));
                    break;
                case < 11:
                    await OrderAsync(both, known, schemes);
                    break;
                case < 15:
                    var command = schemes.Next();
                    known.Take(command, await both.ExecuteAsync(command));
                    break;
                default:
                    await ends.AdvanceAsync(known.Ledgers[known.Next(known.Ledgers.Count)].Id);
                    break;
            }

            if (step % StepsBetweenReads == 0)
            {
                await CompareReadsAsync(both, known);
            }
        }

        Assert.Empty(await both.FindBrokenAsync());
        Assert.All(MustOccur, kind => Assert.True(both.Tally.ContainsKey(kind), $"{both.Seed}: no {kind} among {both.Answers}"));
    }

    // Planned as the grains do it, of what both stores read; sometimes the plan is old when it is committed.
    private static async Task OrderAsync(TwoStores both, Known known, RandomSchemes schemes)
    {
        var ledgers = known.Ledgers.Where(static ledger => !ledger.IsOfRegion).ToArray();
        var ledger = ledgers[known.Next(ledgers.Length)].Id;
        var terms = (await both.ReadAsync("terms", directory => directory.FindLedgerAsync(ledger, default)))!;
        var (command, accounts) = schemes.NextOrder(ledger);
        SchemeCatalogue.Find(terms.Scheme).TryGet(out var scheme, out _);
        var date = schemes.Date();
        var state = scheme!.HasState
            ? await both.ReadAsync(new SchemeRequest(terms, command, accounts, date))
            : null;
        var states = await both.ReadAsync("accounts", async directory =>
            (await directory.FindAccountsAsync(accounts, default)).Sort(static (a, b) => a.Id.CompareTo(b.Id)));
        var planned = scheme.Plan(
            command,
            new SchemeContext
            {
                Ledger = ledger,
                Currency = terms.Currency,
                BusinessDate = date,
                Parameters = SchemeParameters.InForce(terms.Terms, date),
                Accounts = states.ToDictionary(static account => account.Id, static account => new SchemeAccount(account)),
                State = state,
                IsCreditOff = terms.IsCreditOff,
                SystemAccounts = terms.SystemAccounts,
            });
        var isPlan = planned.TryGet(out var plan, out var refusal);
        var id = known.NewId();
        var result = await both.CommitAsync(new JournalBatch([], [new Posting
        {
            Id = id,
            Kind = OperationKind.Posting,
            Fingerprint = new Fingerprint.Builder(OperationKind.Posting).Add("order", command.ToString()!).Build(),
            EnteredBy = "test:differential",
            BusinessDate = date,
            Legs = isPlan ? plan!.Legs : [],
            Facts = isPlan ? plan!.Facts : [],
            PlannedRefusal = refusal,
            DecidedUnder = [new TermsVersion(ledger, terms.Version - (known.Chance(50) ? 1 : 0))],
            DecidedOn = state?.RestsOn ?? [],
        }]));
        if (result?.Outcomes[id] is PostingOutcome.Posted && !plan!.Facts.IsEmpty)
        {
            both.Count(WithdrawalPosted);
        }
    }

    private static async Task CompareReadsAsync(TwoStores both, Known known)
    {
        await both.ReadAsync("due communities", (IPeriodReader reader) =>
            reader.FindDueCommunitiesAsync(DateTimeOffset.UtcNow, default));
        foreach (var community in known.Communities)
        {
            await both.ReadAsync("due periods", (IPeriodReader reader) =>
                reader.FindDueAsync(community, DateTimeOffset.UtcNow, default));
            await both.ReadAsync("has periods", (IPeriodReader reader) => reader.HasPeriodsAsync(community, default));
        }

        foreach (var (ledger, _, _) in known.Ledgers)
        {
            await both.ReadAsync("terms", directory => directory.FindLedgerAsync(ledger, default));
            foreach (var period in await both.ReadAsync("periods", reader => reader.FindAllAsync(ledger, 100, default)))
            {
                await both.ReadAsync("exceptions", (IPeriodReader reader) =>
                    reader.FindExceptionsAsync(period.Span.Id, 100, default));
            }
        }

        await both.ReadAsync("accounts", async directory =>
            (await directory.FindAccountsAsync([.. known.Accounts.Select(static one => one.Id)], default))
                .Sort(static (a, b) => a.Id.CompareTo(b.Id)));
    }
}
