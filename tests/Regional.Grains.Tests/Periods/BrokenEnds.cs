using Regional.Contracts;
using Regional.Contracts.Periods;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Clearing;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

/// <summary>Ends one period after the other, each broken off at a later call of the journal than the one before it.</summary>
internal static class BrokenEnds
{
    /// <summary>More calls than one end makes.</summary>
    private const int CallCountMax = 40;

    /// <summary>Ends periods until one is not broken off any more.</summary>
    /// <param name="world">A world whose store is <paramref name="store"/>.</param>
    /// <param name="store">What breaks off.</param>
    /// <param name="community">Its daily periods are over.</param>
    /// <param name="isDoneFirst">Whether the call is done before it breaks off.</param>
    /// <param name="fill">Books something into a period before it ends.</param>
    /// <param name="assert">What holds of a period once it was taken up again and is totalled.</param>
    /// <returns>How many were broken off.</returns>
    public static async Task<int> RunAsync(
        World world, InterruptingStore store, Community community, bool isDoneFirst, Func<PeriodSpan, Task> fill,
        Func<BookPeriod, Task> assert)
    {
        for (var no = 1; no <= CallCountMax; no++)
        {
            await fill((await FindAsync(world, community, no)).Span);
            store.Arm(no, isDoneFirst);
            try
            {
                await world.EndAsync(community, no);
            }
            catch (Exception fault) when (fault is LedgerUnavailable or OutcomeUnknown)
            {
            }

            var hasBroken = store.HasBroken;
            store.Arm(breakAt: 0, isDoneFirst);
            Assert.Null((await world.EndAsync(community, no)).Refusal);
            var ended = await FindAsync(world, community, no);
            Assert.Equal(PeriodStatus.Totalled, ended.Status);
            await assert(ended);
            if (!hasBroken)
            {
                return no - 1;
            }
        }

        throw new InvalidOperationException($"An end makes more than {CallCountMax} calls.");
    }

    private static async Task<BookPeriod> FindAsync(World world, Community community, int no) =>
        (await world.Periods().FindAsync(community.Ledger, no, CancellationToken.None))!;
}
