using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts;
using Regional.Contracts.Clearing;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Clearing;

public sealed class InterruptedRunTests
{
    /// <summary>More calls than a run with three payments makes; the loop ends at the first that is not reached.</summary>
    private const int CallCountMax = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_broken_off_at_any_call_of_the_journal_resumes_and_settles_once(bool isDoneFirst)
    {
        InterruptingStore? store = null;
        await using var world = await World.CreateAsync(around: real => store = new InterruptingStore(real));
        var a = await world.AddCommunityAsync("a", World.Rupiah);
        var b = await world.AddCommunityAsync("b", World.Rupiah);
        var payer = await world.OpenAsync(a, "m", floor: -1_000_000);
        var payee = await world.OpenAsync(b, "m", floor: -1_000_000);
        var reader = world.Silo.Services.GetRequiredService<IClearingReader>();

        var broken = 0;
        for (var at = 1; at <= CallCountMax; at++)
        {
            Assert.IsType<TradePosted>(await world.TradeAsync(payer, payee, 100, World.Rupiah));
            var before = await world.Database.ScalarAsync<long>("select count(*) from transfers");
            store!.Arm(at, isDoneFirst);
            try
            {
                await world.RegionGrain.CutAndCloseAsync(World.NewId(), World.Actor, "test");
            }
            catch (Exception fault) when (fault is LedgerUnavailable or OutcomeUnknown)
            {
            }

            var hasBroken = store.HasBroken;
            store.Arm(breakAt: 0, isDoneFirst);
            await ResumeAsync(world);
            await AssertSettledOnceAsync(world, reader, before);
            await world.AssertSoundAsync();
            if (!hasBroken)
            {
                break;
            }

            broken++;
        }

        // Cut, close, differences, plan, two payments, placed: each was broken off at least once.
        Assert.InRange(broken, 7, CallCountMax - 1);
    }

    // The cut itself may not have happened: then it is asked for again, under another id, as a coordinator would.
    private static async Task ResumeAsync(World world)
    {
        Assert.Null((await world.RegionGrain.CloseDueAsync(World.Actor)).Refusal);
        if (await world.Database.ScalarAsync<long>(
                "select count(*) from windows w join transfers t on t.window_id = w.id where w.status = 1") > 0)
        {
            Assert.Null((await world.RegionGrain.CutAndCloseAsync(World.NewId(), World.Actor, "again")).Refusal);
        }
    }

    private static async Task AssertSettledOnceAsync(World world, IClearingReader reader, long before)
    {
        var window = new WindowId(await world.Database.ScalarAsync<long>(
            "select id from windows where status in (3, 4) order by no desc limit 1"));
        var instructions = await reader.FindInstructionsAsync(window, CancellationToken.None);
        Assert.Equal(2, instructions.Length);
        Assert.All(instructions, static instruction => Assert.Equal(InstructionStatus.Pending, instruction.Status));
        Assert.All(instructions, static instruction => Assert.Equal(100, instruction.AmountMinor));
        Assert.Equal(before + 4, await world.Database.ScalarAsync<long>("select count(*) from transfers"));
    }
}
