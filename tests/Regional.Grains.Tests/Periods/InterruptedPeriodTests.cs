using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Ledger;
using Regional.Grains.Tests.Clearing;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

public sealed class InterruptedPeriodTests
{
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

        var broken = await BrokenEnds.RunAsync(
            world,
            store!,
            community,
            isDoneFirst,
            async span => Assert.IsType<PostingOutcome.Posted>(
                await world.PayOnAsync(community, payer, payee, 100, span.LastDate)),
            period => AssertEndedOnceAsync(world, period, payer));

        // Begun, totalled, completed: each was broken off at least once.
        Assert.True(broken >= 3, $"{broken} were broken off.");
    }

    private static async Task AssertEndedOnceAsync(World world, BookPeriod period, AccountId payer)
    {
        Assert.Equal(100, period.Totals!.Debits);
        var accounts = await world.Periods().ReadAccountsAsync(period, default, 100, CancellationToken.None);
        Assert.Equal(period.Span.No * -100, accounts.Single(account => account.Id == payer).Closing);
        Assert.Equal(period.Accounts, accounts.Length);
        Assert.All(period.Steps, step => Assert.Equal(accounts.Length, step.Accounts));
        await world.AssertSoundAsync();
    }
}
