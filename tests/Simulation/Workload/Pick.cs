using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Workload;

/// <summary>Choices that every part of the workload makes.</summary>
internal static class Pick
{
    public static T From<T>(SimulationRandom random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Few accounts are hot: half of what happens, happens to the first of each community.</summary>
    public static long Member(SimulationRandom random, WorldCommunity community) =>
        community.Members[random.Chance(500) ? 0 : random.Next(community.Members.Count)].Account;

    /// <summary>Mostly small, so that limits are met in the middle; seldom zero, seldom beyond all measure.</summary>
    public static long Amount(SimulationRandom random) => random.Next(1_000) switch
    {
        < 5 => 0,
        < 10 => long.MaxValue - random.Next(3),
        < 15 => 1L << random.Next(40, 62),
        < 300 => 1 + random.Next(20),
        < 900 => 1 + random.Next(300),
        _ => 1 + random.Next(20_000),
    };

    public static string Purpose(SimulationRandom random) => random.Next(100) switch
    {
        < 70 => "goods",
        < 80 => "services",
        < 92 => "loan",
        < 95 => "wages",
        < 97 => "settlement",
        < 98 => "correction",
        _ => "nonsense",
    };

    /// <summary>A rate in lowest terms, as it is stored.</summary>
    public static (long Numerator, long Denominator) Ratio(SimulationRandom random)
    {
        var (numerator, denominator) = (1L + random.Next(400), 1L + random.Next(30));
        var (a, b) = (numerator, denominator);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return (numerator / a, denominator / a);
    }

    public static T? Last<T>(SimulationRandom random, IEnumerable<T> items, int count)
        where T : class
    {
        var found = items.ToList();
        return found.Count == 0 ? null : found[^(1 + random.Next(Math.Min(count, found.Count)))];
    }
}
