using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
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

    private static async Task OrderAsync(TwoStores both, Known known, RandomSchemes schemes)
    {
        var ledgers = known.Ledgers.Where(static ledger => !ledger.IsOfRegion).ToArray();
        var ledger = ledgers[known.Next(ledgers.Length)].Id;
        var (command, accounts) = schemes.NextOrder(ledger);
        var posting = await new PlannedOrder(ledger, command, accounts, schemes.Date()).PlanAsync(both, known);
        var result = await both.CommitAsync(new JournalBatch([], [posting]));
        if (result?.Outcomes[posting.Id] is PostingOutcome.Posted && !posting.Facts.IsEmpty)
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
