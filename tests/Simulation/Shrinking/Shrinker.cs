using Regional.Simulation.Running;

namespace Regional.Simulation.Shrinking;

/// <summary>
/// Looks for the fewest of a seed's requests that still fail the same check. The requests of a prefix make the same run up
/// to its end, whatever would have come after.
/// </summary>
internal sealed class Shrinker(RunResult failed)
{
    /// <summary>Prefixes as short as this are all tried: failing need not go on failing with every request more.</summary>
    private const int ScanCountMax = 150;

    public RunResult Run()
    {
        var (passes, fails) = (0, failed.Reached);
        while (fails - passes > 1)
        {
            var middle = passes + ((fails - passes) / 2);
            (passes, fails) = Fails(middle) ? (passes, middle) : (middle, fails);
        }

        for (var fewer = 1; fewer < Math.Min(fails, ScanCountMax); fewer++)
        {
            if (Fails(fewer))
            {
                fails = fewer;
            }
        }

        return SeedRun.Run(new RunOrder(failed.Seed, fails, KeepsHistory: true));
    }

    private bool Fails(int requests) =>
        SeedRun.Run(new RunOrder(failed.Seed, requests)).Violation?.Check == failed.Violation!.Check;
}
