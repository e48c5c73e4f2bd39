using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Grains.Coordination;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Running;

namespace Regional.Simulation.Workload;

/// <summary>
/// Makes the regions, communities and members of a run, each seed others: units, rates, limits, caps, sometimes a region
/// within a region. Nothing fails meanwhile.
/// </summary>
internal sealed class WorldBuilder(SimulatedProcess process, SimulationRandom random, DateTimeOffset now)
{
    private static readonly Currency[] Units =
    [
        new("IDR", 0), new("KOM", 2), new("RUP", 2), new("HOUR", 4), new("KREDIT", 0), new("EKO", 3),
    ];

    private readonly World _world = new();
    private int _number;

    /// <summary>All of it; with the schemes' own ledgers where the seed has them.</summary>
    public async Task<World> BuildAsync(SeedSchemes schemes)
    {
        var parent = random.Chance(200) ? await AddRegionAsync("parent") : null;
        var region = await AddRegionAsync("region");
        await FillAsync(region, random.Next(2, 5));
        if (parent is not null)
        {
            await DoAsync(new JoinRegion(new RegionId(region.Id), new RegionId(parent.Id)) { Id = NextId(), Actor = Actor });
            await SetRatesAsync(parent, region.Ledger);
            await FillAsync(parent, 1);
        }

        if (schemes.HasFlag(SeedSchemes.Pools) && random.Chance(800))
        {
            await AddPoolAsync(region);
        }

        if (schemes.HasFlag(SeedSchemes.Komoko))
        {
            await AddKomokoAsync(region);
        }

        if (schemes.HasFlag(SeedSchemes.Notes))
        {
            await AddCouponsAsync(region, "K");
            if (random.Chance(400))
            {
                await AddCouponsAsync(region, "L");
            }
        }

        return _world;
    }

    private async Task AddKomokoAsync(WorldRegion region)
    {
        var unit = random.Chance(500) ? region.Currency : Units[random.Next(Units.Length)];
        var komoko = await new KomokoBuilder(process, random, now, DoAsync).BuildAsync(region, $"k{_number++}", unit);
        await SetRatesAsync(region, komoko.Ledger);
        _world.Komokos.Add(komoko);
    }

    private async Task AddPoolAsync(WorldRegion region)
    {
        var code = $"p{_number++}";
        var unit = random.Chance(500) ? region.Currency : Units[random.Next(Units.Length)];
        var id = Number(
            await DoAsync(new CreateCommunity(new RegionId(region.Id), code, code) { Id = NextId(), Actor = Actor }),
            "community");
        var ledger = Number(
            await DoAsync(new CreateLedger(new CommunityId(id), code, unit, "savings-pool", IsTrading: true)
            {
                Id = NextId(),
                Actor = Actor,
            }),
            "ledger");
        await SetRatesAsync(region, ledger);
        var terms = await process.CallAsync("read", services => services.GetRequiredService<ILedgerDirectory>()
            .FindLedgerAsync(new LedgerId(ledger), CancellationToken.None));
        var pool = new WorldPool(id, region, ledger, unit, terms!.SystemAccounts[AccountRole.PoolBank].Value);
        _world.Pools.Add(pool);
        var members = random.Next(3, 6);
        for (var at = 0; at < members; at++)
        {
            var name = $"s{at}";
            var member = Number(
                await DoAsync(new AddMember(new CommunityId(id), name, name) { Id = NextId(), Actor = Actor }), "member");
            var account = Number(
                await DoAsync(new OpenAccount(
                    new LedgerId(ledger), name, new MemberId(member), AccountKind.Pool, Floor: null, Ceiling: null)
                {
                    Id = NextId(),
                    Actor = Actor,
                }),
                "account");
            pool.Members.Add((member, account));
        }
    }

    // A book with two series, of which one has run out, or is about to; its notes in two tills and in the stock.
    private async Task AddCouponsAsync(WorldRegion region, string letter)
    {
        var code = $"k{_number++}";
        var unit = random.Chance(500) ? new Currency("IDR", 0) : new Currency("KUP", 2);
        var id = Number(
            await DoAsync(new CreateCommunity(new RegionId(region.Id), code, code) { Id = NextId(), Actor = Actor }),
            "community");
        var ledger = new LedgerId(Number(
            await DoAsync(new CreateLedger(new CommunityId(id), code, unit, CouponScheme.SchemeName, IsTrading: true)
            {
                Id = NextId(),
                Actor = Actor,
            }),
            "ledger"));
        await SetRatesAsync(region, ledger.Value);
        var terms = await process.CallAsync("read", services => services.GetRequiredService<ILedgerDirectory>()
            .FindLedgerAsync(ledger, CancellationToken.None));
        var coupons = new WorldCoupons(
            id, region, ledger.Value, unit,
            terms!.SystemAccounts.ToDictionary(static pair => pair.Key, static pair => pair.Value.Value));
        _world.Coupons.Add(coupons);
        var members = random.Next(3, 6);
        for (var at = 0; at < members; at++)
        {
            await AddMemberAsync(coupons, at);
        }

        var today = region.DateOf(now);
        await PrintAsync(coupons, $"{letter}A", today.AddDays(300));
        await PrintAsync(coupons, $"{letter}B", today.AddDays(random.Next(-3, 2)));
    }

    private async Task AddMemberAsync(WorldCoupons coupons, int at)
    {
        var code = $"m{at}";
        var member = Number(
            await DoAsync(new AddMember(new CommunityId(coupons.Id), code, code) { Id = NextId(), Actor = Actor }), "member");
        long? floor = random.Chance(700) ? null : -random.Next(3) * 40_000L * coupons.Currency.MinorPerUnit;
        var account = Number(
            await DoAsync(new OpenAccount(
                new LedgerId(coupons.Ledger), code, new MemberId(member), AccountKind.General, floor, Ceiling: null)
            {
                Id = NextId(),
                Actor = Actor,
            }),
            "account");
        coupons.Members.Add((member, account));
    }

    private async Task PrintAsync(WorldCoupons coupons, string series, DateOnly lastValidDay)
    {
        var ledger = new LedgerId(coupons.Ledger);
        await DoAsync(new RegisterSeries(
            ledger, series, "Kupon", lastValidDay.AddYears(-1), lastValidDay, ImmutableSortedDictionary<string, string>.Empty)
        {
            Id = NextId(),
            Actor = Actor,
        });
        var first = 1;
        var tills = new[] { new List<NoteRange>(), new List<NoteRange>(), new List<NoteRange>() };
        foreach (var value in coupons.Values)
        {
            var count = random.Next(4, 13);
            await DoAsync(new PrintNotes(ledger, new NoteRange(series, first, first + count - 1), new Amount(value, coupons.Currency))
            {
                Id = NextId(),
                Actor = Actor,
            });
            for (var number = first; number < first + count; number++)
            {
                tills[random.Next(3)].Add(new NoteRange(series, number, number));
            }

            first += count;
        }

        // The third part stays in the stock.
        foreach (var (teller, notes) in CouponWorkload.Tellers.Take(2).Zip(tills))
        {
            await DoAsync(new OpenTill(ledger, [.. notes]) { Id = NextId(), Actor = $"{teller}-{series}" });
        }
    }

    private const string Actor = "coordinator:sim";

    private async Task FillAsync(WorldRegion region, int communities)
    {
        for (var at = 0; at < communities; at++)
        {
            await AddCommunityAsync(region);
        }

        if (random.Chance(700))
        {
            await DoAsync(new SetTerms(
                new LedgerId(region.Ledger), region.DateOf(now), ImmutableSortedDictionary.CreateRange(Terms()))
            {
                Id = NextId(),
                Actor = Actor,
            });
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Terms()
    {
        yield return new("carry", random.Chance(500) ? "1000000" : random.Next(200).ToString(CultureInfo.InvariantCulture));
        yield return new("settlementDays", random.Next(4).ToString(CultureInfo.InvariantCulture));
        yield return new("capPolicy", random.Chance(500) ? "queue" : "refuse");
        yield return new("queueCountMax", random.Chance(300) ? "3" : "1000");
    }

    private async Task<WorldRegion> AddRegionAsync(string code)
    {
        var unit = Units[random.Next(Units.Length)];
        var zones = new[] { "Asia/Jakarta", "UTC", "Europe/Berlin", "Pacific/Auckland" };
        var zone = zones[random.Next(zones.Length)];
        var policy = random.Chance(500) ? CapPolicy.Queue : CapPolicy.Refuse;
        var made = await DoAsync(
            new CreateRegion(code, code, unit, zone, policy) { Id = NextId(), Actor = Actor });
        var region = new WorldRegion(
            Number(made, "region"), Number(made, "ledger"), unit, TimeZoneInfo.FindSystemTimeZoneById(zone));
        _world.Regions.Add(region);
        return region;
    }

    private async Task AddCommunityAsync(WorldRegion region)
    {
        var code = $"c{_number++}";
        var unit = random.Chance(300) ? region.Currency : Units[random.Next(Units.Length)];
        var id = Number(
            await DoAsync(new CreateCommunity(new RegionId(region.Id), code, code) { Id = NextId(), Actor = Actor }),
            "community");
        var ledger = Number(
            await DoAsync(new CreateLedger(new CommunityId(id), code, unit, "mutual-credit", IsTrading: true)
            {
                Id = NextId(),
                Actor = Actor,
            }),
            "ledger");
        await SetRatesAsync(region, ledger);
        var terms = await process.CallAsync("read", services => services.GetRequiredService<ILedgerDirectory>()
            .FindLedgerAsync(new LedgerId(ledger), CancellationToken.None));
        var community = new WorldCommunity(
            id, region, ledger, unit, terms!.Upper!.UpperAccount.Value, terms.SystemAccounts[AccountRole.Opening].Value,
            terms.Upper.LowerAccount.Value);
        _world.Communities.Add(community);
        await SetCapsAsync(community);
        var members = random.Next(3, 6);
        for (var at = 0; at < members; at++)
        {
            await AddMemberAsync(community, at);
        }
    }

    private async Task SetRatesAsync(WorldRegion region, int ledger)
    {
        foreach (var kind in new[] { TransferKind.Real, TransferKind.Financial })
        {
            foreach (var side in new[] { RateSide.Buy, RateSide.Sell })
            {
                // Financial trade is not always open.
                if (kind == TransferKind.Real || random.Chance(700))
                {
                    var rate = new Rate(random.Next(1, 400), random.Next(1, 30));
                    await DoAsync(new SetRate(new LedgerId(ledger), kind, Purpose: null, side, rate, region.DateOf(now))
                    {
                        Id = NextId(),
                        Actor = Actor,
                    });
                }
            }
        }
    }

    private async Task SetCapsAsync(WorldCommunity community)
    {
        if (random.Chance(800))
        {
            var cap = random.Next(1, 40) * 100L;
            await DoAsync(new SetLimits(
                new AccountId(community.AtRegion), random.Chance(800) ? -cap : null, random.Chance(600) ? cap : null)
            {
                Id = NextId(),
                Actor = Actor,
            });
        }
    }

    private async Task AddMemberAsync(WorldCommunity community, int at)
    {
        var code = $"m{at}";
        var member = Number(
            await DoAsync(new AddMember(new CommunityId(community.Id), code, code) { Id = NextId(), Actor = Actor }), "member");
        long? floor = random.Next(4) switch { 0 => null, 1 => 0, 2 => -random.Next(1, 500), _ => -random.Next(500, 20_000) };
        long? ceiling = random.Chance(400) ? random.Next(1, 20_000) : null;
        var account = Number(
            await DoAsync(new OpenAccount(
                new LedgerId(community.Ledger), code, new MemberId(member), AccountKind.General, floor, ceiling)
            {
                Id = NextId(),
                Actor = Actor,
            }),
            "account");
        community.Members.Add((member, account));
    }

    private async Task<ImmutableSortedDictionary<string, string>> DoAsync(Command command) =>
        await process.CallAsync("set up", async services =>
            await services.GetRequiredService<CommandService>().ExecuteAsync(command, CancellationToken.None)) switch
        {
            CommandOutcome.Done done => done.Result,
            var other => throw new InvalidOperationException($"Set-up: {command} ended as {other}."),
        };

    private static int Number(ImmutableSortedDictionary<string, string> made, string name) =>
        int.Parse(made[name], CultureInfo.InvariantCulture);

    private OperationId NextId() => new(RandomIds.Next(random));
}
