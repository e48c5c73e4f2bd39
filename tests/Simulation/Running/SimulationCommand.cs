using System.Diagnostics;
using System.Globalization;
using Regional.Simulation.Faults;

namespace Regional.Simulation.Running;

/// <summary>What <c>ops/sim</c> runs.</summary>
internal static class SimulationCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        var seed = ulong.Parse(args[0], CultureInfo.InvariantCulture);
        var count = int.Parse(args[1], CultureInfo.InvariantCulture);
        var operations = int.Parse(args[2], CultureInfo.InvariantCulture);
        var keeps = args.Length > 3;
        var started = Stopwatch.GetTimestamp();
        var faults = FaultCounts.Kinds.ToDictionary(static kind => kind, static _ => 0L);
        var bad = 0;
        for (var at = 0; at < count; at++)
        {
            var result = SeedRun.Run(new RunOrder(seed + (ulong)at, operations, keeps));
            foreach (var (kind, n) in result.Faults)
            {
                faults[kind] += n;
            }

            Console.WriteLine(
                $"{result.Seed} {result.Hash:x16} ops {result.Operations} commits {result.Commits} events {result.Events} "
                + $"{result.VirtualTime} {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0}s {result.Violation}");
            if (result.Violation is not null)
            {
                bad++;
                foreach (var line in result.History)
                {
                    Console.WriteLine(line);
                }
            }
        }

        foreach (var (kind, n) in faults)
        {
            Console.WriteLine($"faults.{kind} {n}");
        }

        Console.WriteLine($"violations {bad}");
        return Task.FromResult(bad == 0 ? 0 : 1);
    }
}
