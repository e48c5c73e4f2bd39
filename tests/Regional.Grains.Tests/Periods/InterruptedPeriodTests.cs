using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Clearing;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

public sealed class InterruptedPeriodTests
{
    /// <summary>More calls than one end makes; the loop ends at the first that is not reached.</summary>
    private const int CallCountMax = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_end_broken_off_at_any_call_of_the_journal_resumes_and_adds_nothing(bool isDoneFirst)
    {
        InterruptingStore? store = null;
        await using var world = await World.CreateAsync(around: real => store = new InterruptingStore(real));
        var community = await world.AddCommunityAsync("c", World.Rupiah);
        await world.SetCalendarAsync(community, "daily");
        var payer = await world.OpenAsync(community, "payer");
        var payee = await world.OpenAsync(community, "payee");

        var broken = 0;
        for (var no = 1; no <= CallCountMax; no++)
        {
            var span = (await world.Periods().FindAsync(community.Ledger, no, CancellationToken.None))!.Span;
            Assert.IsType<PostingOutcome.Posted>(await world.PayOnAsync(community, payer, payee, 100, span.LastDate));
            store!.Arm(no, isDoneFirst);
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
            await AssertEndedOnceAsync(world, community, no, payer);
            if (!hasBroken)
            {
                break;
            }

            broken++;
        }

        // Begun, totalled, completed: each was broken off at least once.
        Assert.InRange(broken, 3, CallCountMax - 1);
    }

    private static async Task AssertEndedOnceAsync(World world, Community community, int no, AccountId payer)
    {
        var period = (await world.Periods().FindAsync(community.Ledger, no, CancellationToken.None))!;
        Assert.Equal(PeriodStatus.Totalled, period.Status);
        Assert.Equal(100, period.Totals!.Debits);
        var accounts = await world.Periods().ReadAccountsAsync(period, default, 100, CancellationToken.None);
        Assert.Equal(no * -100, accounts.Single(account => account.Id == payer).Closing);
        Assert.Equal(period.Accounts, accounts.Length);
        Assert.All(period.Steps, step => Assert.Equal(accounts.Length, step.Accounts));
        await world.AssertSoundAsync();
    }
}
