using System.Collections.Immutable;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>Calendars of periods, their ends in and out of order and twice, sign-off, publication, late lines.</summary>
internal sealed class PeriodWorkload(Knowledge knowledge)
{
    /// <summary>Mostly with days that are over, so that there are ends to command; the clocks reach others by themselves.</summary>
    public Asked? Calendar(SimulationRandom random)
    {
        var today = knowledge.Today;
        return new AskedPeriodCalendar(
            Ledger(random),
            random.Next(20) switch { < 13 => "daily", < 17 => $"weekly:{1 + random.Next(7)}", _ => $"monthly:{1 + random.Next(31)}" },
            new TimeOnly(random.Next(24), 15),
            random.Chance(500) ? [6, 7] : [],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => today.AddDays(random.Next(-6, 6))).Distinct().Order()],
            random.Next(20) switch
            {
                < 8 => null,
                < 19 => today.AddDays(-1 - random.Next(12)),
                _ => today.AddDays(random.Next(-400, 40)),
            })
        {
            Id = RandomIds.Next(random),
        };
    }

    /// <summary>Of a pool, from a day that is over.</summary>
    public Asked? PoolCalendar(SimulationRandom random) => knowledge.World.Pools.Count == 0
        ? null
        : new AskedPeriodCalendar(
            Pick.From(random, knowledge.World.Pools).Ledger, random.Chance(800) ? "daily" : "weekly:3",
            new TimeOnly(random.Next(24), 15), [], [], knowledge.Today.AddDays(-2 - random.Next(8)))
        {
            Id = RandomIds.Next(random),
        };

    public Asked? End(SimulationRandom random)
    {
        if (Some(random) is not { } found)
        {
            return null;
        }

        var (ledger, periods) = found;
        var no = random.Chance(750)
            ? periods.FindIndex(static period => period.Status < 3) + 1
            : random.Next(0, periods.Count + 3);
        return new AskedPeriodEnd(knowledge.Book.Ledgers[ledger].Community!.Value, ledger, no) { Id = RandomIds.Next(random) };
    }

    public Asked? Mark(SimulationRandom random)
    {
        if (Some(random) is not { } found)
        {
            return null;
        }

        var (ledger, periods) = found;
        var isPublished = random.Chance(400);
        var no = random.Chance(750)
            ? periods.FindIndex(period => period.Status < (isPublished ? 5 : 4)) + 1
            : random.Next(0, periods.Count + 2);
        return new AskedPeriodMark(ledger, no, isPublished) { Id = RandomIds.Next(random) };
    }

    /// <summary>A line with the date of a document from some time ago.</summary>
    public Asked? LateLine(SimulationRandom random)
    {
        if (Some(random) is not { } found
            || knowledge.World.Communities.Find(one => one.Ledger == found.Ledger) is not { } community)
        {
            return null;
        }

        var leg = new AskedLeg(
            Pick.Member(random, community), Pick.From(random, community.Members).Account, Pick.Amount(random),
            community.Currency.Code, community.Currency.Scale, "goods", IsPending: random.Chance(150), Expiry: null, Forced: null);
        return new AskedPayment(
            community.Ledger,
            [leg],
            new AskedTexts(
                knowledge.Today.AddDays(-random.Next(14)), IsDateGiven: true, Reference: null, Document: null,
                ClaimsDocument: false),
            Request: null)
        {
            Id = RandomIds.Next(random),
        };
    }

    public Asked? LateLines(SimulationRandom random) => new AskedTerms(
        Ledger(random), knowledge.Today.AddDays(random.Next(2)), "lateLines", random.Chance(700) ? "open-period" : "refuse")
    {
        Id = RandomIds.Next(random),
    };

    private int Ledger(SimulationRandom random) => random.Next(100) switch
    {
        < 2 => 55_553,
        < 5 => Pick.From(random, knowledge.World.Regions).Ledger,
        _ => Pick.From(random, knowledge.World.Communities).Ledger,
    };

    private (int Ledger, List<AuditPeriod> Periods)? Some(SimulationRandom random)
    {
        var kept = knowledge.Book.Periods.Where(static pair => pair.Value.Count > 0).ToList();
        return kept.Count == 0 ? null : Pick.From(random, kept) is var pair ? (pair.Key, pair.Value) : null;
    }
}
