using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Coordination;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

/// <summary>Periods that nobody sweeps: what set their calendar was lost with its silo, and no reminder was kept.</summary>
public sealed class WatchRoundTests
{
    [Fact]
    public async Task It_ends_periods_of_communities_that_sleep_without_a_reminder()
    {
        await using var world = await World.CreateAsync();
        var (due, early) = (
            await world.AddCommunityAsync("due", World.Rupiah), await world.AddCommunityAsync("early", World.Rupiah));
        await CommitCalendarAsync(world, due, PeriodWorld.First);
        await CommitCalendarAsync(world, early, World.Today);
        await world.Database.ExecuteAsync("update period_calendars set at = '2026-01-01'");

        Assert.Equal(
            [due.Id],
            await world.Periods().FindDueCommunitiesAsync(DateTimeOffset.UtcNow, CancellationToken.None));
        await world.Silo.Services.GetRequiredService<WatchRound>().RunAsync(CancellationToken.None);

        Assert.Equal(PeriodStatus.Totalled, await StatusAsync(world, due));
        Assert.Equal(PeriodStatus.Open, await StatusAsync(world, early));
    }

    // Past the command service, which would wake the community.
    private static async Task CommitCalendarAsync(World world, Community community, DateOnly first) =>
        Assert.IsType<CommandOutcome.Done>(
            await world.Silo.Services.GetRequiredService<IJournalStore>().ExecuteAsync(
                new SetPeriodCalendar(community.Ledger, "monthly:31", TimeOnly.MinValue, Weekend: [], Holidays: [], first)
                {
                    Id = World.NewId(),
                    Actor = World.Actor,
                },
                CancellationToken.None),
            exactMatch: false);

    private static async Task<PeriodStatus> StatusAsync(World world, Community community) =>
        (await world.Periods().FindAsync(community.Ledger, 1, CancellationToken.None))!.Status;
}
