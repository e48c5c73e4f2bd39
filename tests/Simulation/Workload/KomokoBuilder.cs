using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Directory;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Komoko;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Workload;

/// <summary>Makes a komoko community with its holders, each with a real and a financial account.</summary>
internal sealed class KomokoBuilder(
    SimulatedProcess process, SimulationRandom random, DateTimeOffset now,
    Func<Command, Task<ImmutableSortedDictionary<string, string>>> doAsync)
{
    private const string Actor = "coordinator:sim";

    public async Task<WorldKomoko> BuildAsync(WorldRegion region, string code, Currency unit)
    {
        var id = Number(
            await doAsync(new CreateCommunity(new RegionId(region.Id), code, code) { Id = NextId(), Actor = Actor }),
            "community");
        var ledger = Number(
            await doAsync(new CreateLedger(new CommunityId(id), code, unit, KomokoScheme.SchemeName, IsTrading: true)
            {
                Id = NextId(),
                Actor = Actor,
            }),
            "ledger");
        var terms = (await process.CallAsync("read", services => services.GetRequiredService<ILedgerDirectory>()
            .FindLedgerAsync(new LedgerId(ledger), CancellationToken.None)))!;
        var komoko = new WorldKomoko(
            id, region, ledger, unit, terms.SystemAccounts[AccountRole.Opening].Value, terms.Upper!.LowerAccount.Value);
        var count = random.Next(4, 7);
        for (var at = 0; at < count; at++)
        {
            komoko.Holders.Add(await AddAsync(komoko, at));
        }

        return komoko;
    }

    // The first two are a business and a household; whoever comes last may still have to be entered.
    private async Task<WorldHolder> AddAsync(WorldKomoko komoko, int at)
    {
        var code = $"h{at}";
        var holder = at switch
        {
            0 => HolderClass.Business,
            1 => HolderClass.Household,
            _ => random.Chance(500) ? HolderClass.Business : HolderClass.Household,
        };
        var member = Number(
            await doAsync(new AddMember(new CommunityId(komoko.Id), code, code) { Id = NextId(), Actor = Actor }),
            "member");
        long? floor = random.Next(8) switch { 0 => null, 1 => 0, _ => -random.Next(50, 2_000) };
        var real = await OpenAsync(komoko, member, $"{code}-real", AccountKind.Real, floor);
        var financial = await OpenAsync(
            komoko, member, $"{code}-fin", AccountKind.Financial, random.Chance(850) ? 0 : null);
        if (at > 2 && random.Chance(150))
        {
            return new WorldHolder(member, Class: 0, real, financial);
        }

        var today = komoko.Region.DateOf(now);
        await doAsync(new EnterHolder(
            new LedgerId(komoko.Ledger), new MemberId(member),
            new HolderProfile(holder, Clearing(today), 1 + random.Next(3), IsLongEntitled: false), random.Next(300),
            today.AddYears(-2))
        {
            Id = NextId(),
            Actor = Actor,
        });
        return new WorldHolder(member, (int)holder, real, financial);
    }

    // On a month's last date, on today, or on any other.
    private DateOnly Clearing(DateOnly today) => random.Next(4) switch
    {
        0 => today,
        1 => today.AddDays(-random.Next(60)),
        _ => new DateOnly(today.Year, today.Month, 1).AddMonths(1 - random.Next(3)).AddDays(-1),
    };

    private async Task<long> OpenAsync(
        WorldKomoko komoko, int member, string code, AccountKind kind, long? floor) => Number(
        await doAsync(new OpenAccount(
            new LedgerId(komoko.Ledger), code, new MemberId(member), kind, floor, random.Chance(100) ? 3_000 : null)
        {
            Id = NextId(),
            Actor = Actor,
        }),
        "account");

    private static int Number(ImmutableSortedDictionary<string, string> made, string name) =>
        int.Parse(made[name], CultureInfo.InvariantCulture);

    private OperationId NextId() => new(RandomIds.Next(random));
}
