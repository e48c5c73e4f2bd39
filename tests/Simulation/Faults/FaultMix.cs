using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Faults;

/// <summary>
/// Which faults a seed has, and how often. Not all at once: a run full of every fault gets nowhere, and one fault hides
/// another. A kind is off, seldom, or often.
/// </summary>
internal sealed class FaultMix(SimulationRandom random)
{
    private readonly Dictionary<string, int> _levels =
        FaultCounts.Kinds.ToDictionary(static kind => kind, _ => random.Next(10) switch { < 4 => 0, < 8 => 1, _ => 4 });

    /// <summary>Whether it strikes now, where it would so many times in ten thousand when seldom.</summary>
    public bool Strikes(string kind, SimulationRandom chance, int perTenThousand) =>
        _levels[kind] is var level && level > 0 && chance.Next(10_000) < perTenThousand * level;

    /// <summary>Mean time between two of them when seldom; null: never.</summary>
    public TimeSpan? Every(string kind, TimeSpan seldom) => _levels[kind] is var level && level > 0 ? seldom / level : null;
}
