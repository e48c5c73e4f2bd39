using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>Changes of limits, terms and status, and payment requests.</summary>
internal sealed class ChangeWorkload(Knowledge knowledge)
{
    /// <summary>Also tighter than the balance, and crossed.</summary>
    public AskedLimits? Limits(SimulationRandom random)
    {
        var community = Pick.From(random, knowledge.World.Communities);
        var isCap = random.Chance(350);
        var account = isCap ? community.AtRegion : random.Chance(30) ? 77_777 : Pick.Member(random, community);
        var balance = knowledge.Book.Accounts.TryGetValue(account, out var known) ? (long)known.Balance : 0;
        var scope = isCap ? 4_000 : 800;
        long? floor = random.Next(10) switch
        {
            < 2 => null,
            < 5 => Near(balance, random.Next(-20, 21)),
            _ => -random.Next(scope),
        };
        long? ceiling = random.Next(10) switch
        {
            < 5 => null,
            < 7 => Near(balance, random.Next(-20, 21)),
            _ => random.Next(scope),
        };
        return new AskedLimits(account, floor, ceiling) { Id = RandomIds.Next(random) };
    }

    public AskedStatus? Status(SimulationRandom random)
    {
        var community = Pick.From(random, knowledge.World.Communities);
        var account = random.Next(20) switch
        {
            < 14 => Pick.From(random, community.Members).Account,
            < 19 => community.AtRegion,
            _ => community.Mirror,
        };

        // Open more often than not, or nothing would move any more.
        return new AskedStatus(account, random.Next(10) switch { < 6 => 1, < 8 => 2, < 10 => 3, _ => 9 })
        {
            Id = RandomIds.Next(random),
        };
    }

    public Asked? End(SimulationRandom random) =>
        new AskedEnd(Pick.Last(
            random, knowledge.Book.Accounts.Values.Where(static account => account.Role == AuditRole.Member), count: 6)!.Id)
        {
            Id = RandomIds.Next(random),
        };

    public Asked? Account(SimulationRandom random)
    {
        var community = Pick.From(random, knowledge.World.Communities);
        return new AskedAccount(
            random.Chance(50) ? 8_888 : community.Ledger,
            $"n{random.Next(30)}",
            Pick.From(random, community.Members).Member,
            random.Chance(500) ? -random.Next(500) : null,
            random.Chance(300) ? random.Next(500) : null)
        {
            Id = RandomIds.Next(random),
        };
    }

    public Asked? Suspension(SimulationRandom random) =>
        new AskedSuspension(
            random.Chance(20) ? 66_666 : Pick.From(random, knowledge.World.Communities).Id, random.Chance(400))
        {
            Id = RandomIds.Next(random),
        };

    public Asked? Rate(SimulationRandom random)
    {
        var ledger = random.Chance(30) ? 55_555 : Pick.From(random, knowledge.World.Communities).Ledger;
        var (numerator, denominator) = Pick.Ratio(random);
        return new AskedRate(
            ledger,
            random.Chance(700) ? 1 : 2,
            random.Chance(250) ? Pick.Purpose(random) : null,
            1 + random.Next(2),
            numerator,
            denominator,
            knowledge.Today.AddDays(random.Chance(700) ? 0 : random.Next(-1, 3)))
        {
            Id = RandomIds.Next(random),
        };
    }

    public Asked? Terms(SimulationRandom random)
    {
        var community = Pick.From(random, knowledge.World.Communities);
        var (ledger, name, value) = random.Next(5) switch
        {
            0 => (community.Ledger, "purposes", random.Chance(300) ? "goods" : "goods,services,loan,wages"),
            1 => (community.Ledger, "financialAllowed", random.Chance(400) ? "false" : "true"),
            2 => (community.Region.Ledger, "capPolicy", random.Chance(500) ? "queue" : "refuse"),
            3 => (community.Region.Ledger, "carry", random.Chance(700) ? "1000000" : "1"),
            _ => (community.Region.Ledger, "nonsense", "1"),
        };
        return new AskedTerms(ledger, knowledge.Today.AddDays(random.Next(-1, 2)), name, value)
        {
            Id = RandomIds.Next(random),
        };
    }

    public Asked? Calendar(SimulationRandom random)
    {
        var region = Pick.From(random, knowledge.World.Regions);
        return new AskedCalendar(
            region.Id,
            random.Next(4) switch { 0 => "daily", 1 => "weekly:3", 2 => "monthly:31", _ => "daily" },
            new TimeOnly(random.Next(24), 30),
            random.Chance(500) ? [6, 7] : [])
        {
            Id = RandomIds.Next(random),
        };
    }

    public AskedRequest? Request(SimulationRandom random)
    {
        var payee = Pick.From(random, knowledge.World.Communities);
        var payer = random.Chance(500) ? payee : Pick.From(random, knowledge.World.Communities);
        return new AskedRequest(
            Pick.Member(random, payee),
            random.Chance(30) ? payer.Opening : Pick.From(random, payer.Members).Account,
            Pick.Amount(random),
            1,
            "goods",
            random.Chance(500) ? TimeSpan.FromSeconds(1 + random.Next(30)) : TimeSpan.FromDays(1 + random.Next(10)))
        {
            Id = RandomIds.Next(random),
        };
    }

    public Asked? RequestEnd(SimulationRandom random)
    {
        var request = Pick.Last(random, knowledge.Sent.OfType<AskedRequest>(), count: 10);
        return new AskedRequestEnd(
            request is null || random.Chance(50) ? RandomIds.Next(random) : request.Id, random.Chance(300))
        {
            Id = RandomIds.Next(random),
        };
    }

    private static long Near(long balance, int by) => balance is > 1L << 62 or < -(1L << 62) ? balance : balance + by;
}
