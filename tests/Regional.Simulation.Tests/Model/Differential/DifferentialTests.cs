using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>
/// The same random commands on PostgreSQL and on the model, answers and everything that can be read compared one by one.
/// </summary>
public sealed class DifferentialTests
{
    /// <summary>Environment variable: how many seeds, from 1; two when it is not set.</summary>
    private const string SeedCount = "REGIONAL_DIFFERENTIAL_SEEDS";

    private const int StepCount = 500;
    private const int StepsBetweenReads = 100;

    /// <summary>Answers without which a run has compared too little.</summary>
    private static readonly string[] MustOccur =
    [
        "Posted", "replay", "Deferred", "IdReused", "FloorExceeded", "PendingExpired", "PendingNotExpired", "PendingResolved",
        "TermsChanged", "StateChanged", "DocumentClaimed", "InstructionEnded", "done",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(
        1, int.Parse(Environment.GetEnvironmentVariable(SeedCount) ?? "2", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task PostgreSQL_and_the_model_answer_alike(int seed)
    {
        await using var both = await TwoStores.OpenAsync();
        both.Seed = $"Seed {seed}";
        var known = new Known(new SimulationRandom((ulong)seed));
        var (commands, postings) = (new RandomCommands(known), new RandomPostings(known));
        foreach (var command in commands.Beginning())
        {
            known.Take(command, await both.ExecuteAsync(command));
        }

        for (var step = 1; step <= StepCount; step++)
        {
            await StepAsync(both, known, commands, postings);
            if (step % StepsBetweenReads == 0)
            {
                await CompareReadsAsync(both, known);
            }
        }

        Assert.Empty(await both.FindBrokenAsync());
        Assert.All(MustOccur, kind => Assert.True(both.Tally.ContainsKey(kind), $"{both.Seed}: no {kind} among {both.Answers}"));
    }

    private static async Task StepAsync(TwoStores both, Known known, RandomCommands commands, RandomPostings postings)
    {
        switch (known.Next(20))
        {
            case 0:
                await both.PassAsync(TimeSpan.FromMinutes(10 + known.Next(100)));
                break;
            case 1:
                await SettleAsync(both, known);
                break;
            case < 8:
                var command = commands.Next();
                known.Take(command, await both.ExecuteAsync(command));
                break;
            default:
                var batch = postings.Next();
                known.Take([.. batch.Certain, .. batch.Doubtful], await both.CommitAsync(batch));
                break;
        }
    }

    // A window closed and planned as a clearing run does it, so that instructions come into being.
    private static async Task SettleAsync(TwoStores both, Known known)
    {
        var region = known.Regions[known.Next(known.Regions.Count)];
        var cut = new CutWindow(region) { Id = known.NewId(), Actor = "test" };
        known.Take(cut, await both.ExecuteAsync(cut));
        await both.ReadAsync(
            "windows ahead", (IClearingReader reader) => reader.ExtendWindowsAsync(region, DateTimeOffset.UtcNow.AddDays(3), default));
        var unsettled = await both.ReadAsync(
            "unsettled", (IClearingReader reader) => reader.FindUnsettledAsync(region, default));
        foreach (var window in unsettled.Where(static window => window.Status == WindowStatus.Open))
        {
            await both.ExecuteAsync(new CloseWindow(window.Id) { Id = known.NewId(), Actor = "test" });
            await both.ReadAsync("mirrors", (IClearingReader reader) => reader.FindMirrorsAsync(window.Id, default));
            var positions = await both.ReadAsync(
                "positions", (IClearingReader reader) => reader.FindPositionsAsync(window.Id, default));
            var plan = new PlanSettlement(window.Id, new DateOnly(2020, 1, 1), Plan(positions, known))
            {
                Id = known.NewId(),
                Actor = "test",
            };
            known.Take(plan, await both.ExecuteAsync(plan));
        }
    }

    // Everybody settles what adds up to nothing: the first pays in what the second is paid out.
    private static ImmutableArray<PlannedPosition> Plan(ImmutableArray<WindowPosition> positions, Known known)
    {
        var cash = positions.Length < 2 || known.Chance(300) ? 0 : 1 + known.Next(20);
        return
        [
            .. positions.Select((position, place) =>
            {
                var settled = place switch { 0 => -cash, 1 => cash, _ => 0 };
                return new PlannedPosition(
                    position.Account, position.Opening, position.Paid, position.Received, CarryLimit: 0,
                    position.Position - settled, settled, settled == 0 ? null : known.NewId());
            }),
        ];
    }

    private static async Task CompareReadsAsync(TwoStores both, Known known)
    {
        await both.ReadAsync("regions", directory => directory.FindRegionsAsync(default));
        await both.ReadAsync("accounts", async directory =>
            (await directory.FindAccountsAsync([.. known.Accounts.Select(static one => one.Id)], default))
                .Sort(static (a, b) => a.Id.CompareTo(b.Id)));
        await both.ReadAsync("due pendings", directory => directory.FindDuePendingsAsync(100, default));
        foreach (var ledger in known.Ledgers)
        {
            await both.ReadAsync("terms", directory => directory.FindLedgerAsync(ledger.Id, default));
            await both.ReadAsync("roles", directory =>
                directory.FindAccountsAsync(ledger.Id, AccountRole.Community, default));
        }

        foreach (var region in known.Regions)
        {
            await both.ReadAsync("queue", directory => directory.FindQueuedTradesAsync(region, 50, default));
            await both.ReadAsync("overdue", async (IClearingReader reader) =>
                (await reader.FindOverdueAsync(region, new DateOnly(2026, 1, 1), default))
                    .Sort(static (a, b) => a.Id.CompareTo(b.Id)));
        }

        foreach (var request in known.Requests)
        {
            await both.ReadAsync("request", directory => directory.FindRequestAsync(request, default));
        }

        foreach (var id in known.Postings.TakeLast(20).Select(static posting => posting.Id)
            .Concat(known.Commands.TakeLast(20).Select(static command => command.Id)))
        {
            await both.ReadAsync("operation", directory => directory.FindOperationAsync(id, default));
            await both.ReadAsync("legs", directory => directory.FindLegsAsync(id, default));
        }

        foreach (var pending in known.Pendings.TakeLast(20))
        {
            await both.ReadAsync("pending", directory => directory.FindPendingAsync(new TransferId(pending.Id, 0), default));
        }

        foreach (var window in known.Windows.TakeLast(10))
        {
            await both.ReadAsync("window", (IClearingReader reader) => reader.FindWindowAsync(window, default));
            await both.ReadAsync("instructions", (IClearingReader reader) => reader.FindInstructionsAsync(window, default));
        }
    }
}
