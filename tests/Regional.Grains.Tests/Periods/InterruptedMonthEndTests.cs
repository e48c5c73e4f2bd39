using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Clearing;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

public sealed class InterruptedMonthEndTests
{
    /// <summary>More calls than one end makes; the loop ends at the first that is not reached.</summary>
    private const int CallCountMax = 40;

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

        var (broken, points) = (0, 0L);
        for (var no = 1; no <= CallCountMax; no++)
        {
            var span = (await world.Periods().FindAsync(pool.Ledger, no, CancellationToken.None))!.Span;
            await DepositAsync(world, pool, saver, bank, span.LastDate);
            store!.Arm(no, isDoneFirst);
            try
            {
                await world.EndAsync(pool, no);
            }
            catch (Exception fault) when (fault is LedgerUnavailable or OutcomeUnknown)
            {
            }

            var hasBroken = store.HasBroken;
            store.Arm(breakAt: 0, isDoneFirst);
            Assert.Null((await world.EndAsync(pool, no)).Refusal);

            points += 100 * no;
            Assert.Equal(PeriodStatus.Totalled, (await world.Periods().FindAsync(pool.Ledger, no, CancellationToken.None))!.Status);
            Assert.Equal((points, -points), (await PointsAsync(world, saver), await PointsAsync(world, bank)));
            if (!hasBroken)
            {
                break;
            }

            broken++;
        }

        // Begun, totalled, points recorded, completed: each was broken off at least once.
        Assert.InRange(broken, 4, CallCountMax - 1);
        Assert.Empty((await world.Silo.Services.GetRequiredService<IVerifier>()
            .VerifyAsync(progress: null, CancellationToken.None)).Differences);
        await world.AssertSoundAsync();
    }

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
