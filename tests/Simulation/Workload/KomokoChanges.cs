using Regional.LocalRuntime.Simulation;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>What changes around a komoko: calendars and ends of its periods, holders, terms, limits, status.</summary>
internal sealed class KomokoChanges(Knowledge knowledge)
{
    /// <summary>From half a year ago on, so that there are months to end.</summary>
    public Asked? Calendar(SimulationRandom random) => With(random, komoko => new AskedPeriodCalendar(
        komoko.Ledger, random.Next(5) switch { < 3 => "monthly:31", 3 => "monthly:15", _ => "weekly:5" },
        new TimeOnly(random.Next(24), 15), [], [], knowledge.Today.AddDays(-190 - random.Next(30)))
    {
        Id = RandomIds.Next(random),
    });

    /// <summary>Of a komoko's periods mostly the next; also one that is over or not there yet.</summary>
    public Asked? End(SimulationRandom random) => With(random, komoko =>
    {
        if (knowledge.Book.Periods.GetValueOrDefault(komoko.Ledger) is not { Count: > 0 } periods)
        {
            return null;
        }

        var no = random.Chance(850)
            ? periods.FindIndex(static period => period.Status < 3) + 1
            : random.Next(0, periods.Count + 3);
        return new AskedPeriodEnd(komoko.Id, komoko.Ledger, no) { Id = RandomIds.Next(random) };
    });

    public Asked? Holder(SimulationRandom random) => With(random, komoko =>
    {
        var holder = Pick.From(random, komoko.Holders);
        var today = knowledge.Today;
        return new AskedHolder(
            random.Chance(20) ? Pick.From(random, knowledge.World.Communities).Ledger : komoko.Ledger,
            random.Chance(20) ? 77_775 : holder.Member,
            holder.Class == 0 || random.Chance(100) ? 1 + random.Next(2) : holder.Class,
            today.AddDays(random.Next(-40, 40)), 1 + random.Next(4), random.Chance(100), random.Next(300),
            today.AddDays(random.Next(10) switch { < 6 => 0, < 9 => random.Next(1, 3), _ => -random.Next(200) }))
        {
            Id = RandomIds.Next(random),
        };
    });

    /// <summary>Grace, schedule and the switches; each set of terms replaces the one before whole.</summary>
    public Asked? Terms(SimulationRandom random) => With(random, komoko =>
    {
        var (name, value) = random.Next(9) switch
        {
            0 => ("graceDays", $"{60 + random.Next(64)}"),
            1 => ("demurrageSchedule", random.Chance(500) ? "0.02,0.03,0.1" : "0.15"),
            2 => ("realFromFinancial", random.Chance(700) ? "renewed" : "copied"),
            3 => ("instalmentOverdraft", random.Chance(700) ? "false" : "true"),
            4 => ("householdOverdraftToHouseholds", random.Chance(700) ? "false" : "true"),
            5 => ("operativeMaturityDays", $"{7 + random.Next(15)}"),
            6 => ("levyRate", random.Chance(500) ? "0.05" : "0"),
            7 => ("graceDays", "3"),
            _ => ("lateLines", random.Chance(600) ? "open-period" : "refuse"),
        };
        return new AskedTerms(komoko.Ledger, knowledge.Today.AddDays(random.Next(2)), name, value)
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Limits(SimulationRandom random) => With(random, komoko =>
    {
        var holder = Pick.From(random, komoko.Holders);
        var isReal = random.Chance(800);
        return new AskedLimits(
            isReal ? holder.Real : holder.Financial,
            random.Next(10) switch { < 1 => null, < 2 => 0, _ => isReal ? -random.Next(2_500) : 0 },
            random.Chance(900) ? null : random.Next(2_000))
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Status(SimulationRandom random) => With(random, komoko =>
    {
        var holder = Pick.From(random, komoko.Holders);
        return new AskedStatus(
            random.Chance(500) ? holder.Real : holder.Financial, random.Next(10) switch { < 8 => 1, < 9 => 2, _ => 3 })
        {
            Id = RandomIds.Next(random),
        };
    });

    private Asked? With(SimulationRandom random, Func<WorldKomoko, Asked?> make) =>
        knowledge.World.Komokos.Count == 0 ? null : make(Pick.From(random, knowledge.World.Komokos));
}
