using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Grains.Tests.Clearing;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

public sealed class InterruptedMonthEndTests
{
    /// <summary>More than two chunks hold, so that each step has a first, a middle and a last one.</summary>
    private const int IdleCount = 40_001;

    /// <summary>Begun, totalled in three chunks, the first chunk of points.</summary>
    private const int SecondPointsChunk = 6;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pools_month_end_broken_off_at_any_call_of_the_journal_counts_every_balance_once(bool isDoneFirst)
    {
        InterruptingStore? store = null;
        await using var world = await World.CreateAsync(around: real => store = new InterruptingStore(real));
        var pool = await world.AddCommunityAsync("pool", World.Rupiah, scheme: "savings-pool");
        await world.SetCalendarAsync(pool, "daily");
        var (saver, bank) = (
            await world.OpenAsync(pool, "saver"),
            (await world.Directory.FindLedgerAsync(pool.Ledger, CancellationToken.None))!.SystemAccounts[AccountRole.PoolBank]);

        var points = 0L;
        var broken = await BrokenEnds.RunAsync(
            world,
            store!,
            pool,
            isDoneFirst,
            span => DepositAsync(world, pool, saver, bank, span.LastDate),
            async period =>
            {
                points += 100 * period.Span.No;
                Assert.Equal((points, -points), (await PointsAsync(world, saver), await PointsAsync(world, bank)));
            });

        // Begun, totalled, points recorded, completed: each was broken off at least once.
        Assert.True(broken >= 4, $"{broken} were broken off.");
        Assert.Empty((await world.Silo.Services.GetRequiredService<IVerifier>()
            .VerifyAsync(progress: null, CancellationToken.None)).Differences);
        await world.AssertSoundAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_month_end_of_several_chunks_goes_on_in_their_middle_and_counts_every_balance_once(bool isDoneFirst)
    {
        InterruptingStore? store = null;
        await using var world = await World.CreateAsync(around: real => store = new InterruptingStore(real));
        var pool = await world.AddCommunityAsync("pool", World.Rupiah, scheme: "savings-pool");
        var bank = (await world.Directory.FindLedgerAsync(pool.Ledger, CancellationToken.None))!
            .SystemAccounts[AccountRole.PoolBank];
        await FillAsync(world, pool);
        var saver = await world.OpenAsync(pool, "saver");
        await world.SetCalendarAsync(pool, "daily");
        await DepositAsync(world, pool, saver, bank, PeriodWorld.First);

        store!.Arm(SecondPointsChunk, isDoneFirst);
        await Assert.ThrowsAnyAsync<Exception>(async () => await world.EndAsync(pool, 1));
        Assert.True(store.HasBroken);
        Assert.Null((await world.EndAsync(pool, 1)).Refusal);
        Assert.Null((await world.EndAsync(pool, 2)).Refusal);

        Assert.Equal((200, -200), (await PointsAsync(world, saver), await PointsAsync(world, bank)));
        Assert.All(
            (await world.Periods().FindAsync(pool.Ledger, 2, CancellationToken.None))!.Steps,
            static step => Assert.True(step.IsDone && step.Accounts > IdleCount && step.Records == step.Accounts));
        Assert.Empty((await world.Silo.Services.GetRequiredService<IVerifier>()
            .VerifyAsync(progress: null, CancellationToken.None)).Differences);
    }

    // Accounts as the journal keeps them, set-wise.
    private static Task FillAsync(World world, Community pool) => world.Database.ExecuteAsync($"""
        with opened as (
          insert into accounts (ledger_id, code, name, role, operation)
          select {pool.Ledger}, 'idle' || n, 'Idle ' || n, 1, gen_random_uuid() from generate_series(1, {IdleCount}) n
          returning id, operation)
        insert into account_changes (account_id, operation, at, actor, status, version)
        select id, operation, now(), 'test', 1, 0 from opened
        """);

    private static async Task DepositAsync(World world, Community pool, AccountId account, AccountId bank, DateOnly date) =>
        Assert.IsType<PostingOutcome.Posted>(
            await world.Silo.Grains.GetGrain<IAccountGrain>(account.ToString()).CarryOutAsync(new DepositOrder
            {
                Id = World.NewId(),
                Ledger = pool.Ledger,
                Account = account,
                Bank = bank,
                Amount = new Amount(100, pool.Currency),
                Details = World.Details() with { BusinessDate = date, IsDateGiven = true },
            }));

    private static Task<long> PointsAsync(World world, AccountId account) =>
        world.Silo.Services.GetRequiredService<IPoolQueries>().FindPointsAsync(account, CancellationToken.None);
}
