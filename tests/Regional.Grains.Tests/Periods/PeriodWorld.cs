using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

/// <summary>A community whose months are periods, from January 2026 on; ends are due at once, for today lies later.</summary>
internal static class PeriodWorld
{
    public static readonly DateOnly First = new(2026, 1, 1);

    /// <summary>Months end on the last business day or the following one; a holiday moves the first end to 2 February.</summary>
    public static Task SetCalendarAsync(this World world, Community community, string cycle = "monthly:31") =>
        world.DoAsync(new SetPeriodCalendar(
            community.Ledger, cycle, new TimeOnly(23, 59), Weekend: [6, 7], Holidays: [], First)
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });

    public static IPeriodReader Periods(this World world) => world.Silo.Services.GetRequiredService<IPeriodReader>();

    public static ICommunityGrain Grain(this World world, Community community) =>
        world.Silo.Grains.GetGrain<ICommunityGrain>(community.Id.ToString());

    public static ValueTask<PeriodReply> EndAsync(this World world, Community community, int no) =>
        world.Grain(community).EndPeriodAsync(World.NewId(), community.Ledger, no, World.Actor, reason: null);

    public static async Task<PostingOutcome> PayOnAsync(
        this World world, Community community, AccountId payer, AccountId payee, long minor, DateOnly date)
    {
        var order = World.Order(community, payer, payee, minor);
        return await world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString())
            .PayAsync(order with { Details = order.Details with { BusinessDate = date, IsDateGiven = true } });
    }
}
