using System.Diagnostics;
using Regional.Simulation.Faults;
using Regional.Simulation.Shrinking;

namespace Regional.Simulation.Running;

/// <summary>What <c>ops/sim</c> runs: seeds on several processes, each of one thread, and what they came to.</summary>
internal static class SimulationCommand
{
    /// <summary>Seeds run a second time, in another process, to compare the hashes of all their events.</summary>
    private const int ReplayCountMax = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        if (CommandLine.Read(args) is not { } line)
        {
            Console.Error.WriteLine(CommandLine.Usage);
            return 2;
        }

        if (line.Stride is { } stride)
        {
            Worker.Run(line, stride);
            return 0;
        }

        var started = Stopwatch.GetTimestamp();
        var results = await new WorkerPool(line, Progress(line.Seeds, started)).RunAsync();
        var failed = results.Where(static result => result.Violation is not null).OrderBy(static result => result.Seed).ToList();
        foreach (var result in failed.Take(20))
        {
            Console.WriteLine($"seed {result.Seed}: {result.Violation}");
        }

        var forked = line.UntilFound ? [] : Replay(line, results);
        if (failed.Count > 0 && !line.UntilFound)
        {
            Shrink(failed[0], line);
        }

        if (line.IsVerbose)
        {
            Console.WriteLine("what was asked, and how often it was answered how (every attempt counts):");
            foreach (var row in AnswerCounts.Table(results))
            {
                Console.WriteLine(row);
            }
        }

        Report(results, failed.Count + forked.Count, Stopwatch.GetElapsedTime(started));
        return failed.Count + forked.Count == 0 ? 0 : 1;
    }

    private static Action<RunResult, int, int> Progress(int seeds, long started)
    {
        var next = TimeSpan.FromSeconds(5);
        return (result, done, violations) =>
        {
            if (result.Violation is not null)
            {
                Console.Error.WriteLine($"         seed {result.Seed}: {result.Violation}");
            }

            var elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed >= next)
            {
                next = elapsed + TimeSpan.FromSeconds(5);
                Console.Error.WriteLine($"{elapsed.TotalSeconds,5:0} s  {done} of {seeds} seeds, {violations} violations");
            }
        };
    }

    // This process ran none of them yet.
    private static List<ulong> Replay(CommandLine line, IReadOnlyList<RunResult> results)
    {
        var different = new List<ulong>();
        var sample = results.Where(static result => result.Violation is null).OrderBy(static result => result.Seed)
            .Take(ReplayCountMax).ToList();
        foreach (var result in sample)
        {
            var again = SeedRun.Run(new RunOrder(result.Seed, line.Operations));
            if (again.Hash != result.Hash)
            {
                Console.WriteLine($"seed {result.Seed}: another process gave the hash {again.Hash:x16}, not {result.Hash:x16}");
                different.Add(result.Seed);
            }
        }

        Console.WriteLine($"{sample.Count} seeds run again in another process, {different.Count} with another hash");
        return different;
    }

    private static void Shrink(RunResult failed, CommandLine line)
    {
        Console.Error.WriteLine($"looking for the fewest requests of seed {failed.Seed} that fail");
        var smallest = new Shrinker(failed).Run();
        Directory.CreateDirectory(line.HistoryFolder);
        var file = Path.Combine(line.HistoryFolder, $"seed-{failed.Seed}.txt");
        File.WriteAllLines(file, smallest.History);
        Console.WriteLine();
        Console.WriteLine($"seed {failed.Seed} fails with its first {smallest.Reached} requests: {smallest.Violation}");
        Console.WriteLine($"    ops/sim --start {failed.Seed} --seeds 1 --operations {smallest.Reached}");
        foreach (var text in Excerpt.Of(smallest.Violation!, smallest.History))
        {
            Console.WriteLine(text);
        }

        Console.WriteLine($"the whole history: {file}");
        Console.WriteLine();
    }

    private static void Report(IReadOnlyList<RunResult> results, int violations, TimeSpan elapsed)
    {
        Console.WriteLine($"seconds {elapsed.TotalSeconds:0.0}");
        Console.WriteLine($"commits {results.Sum(static result => result.Commits)}");
        Console.WriteLine($"events {results.Sum(static result => result.Events)}");
        Console.WriteLine($"seeds {results.Count}");
        Console.WriteLine($"operations {results.Sum(static result => (long)result.Operations)}");
        Console.WriteLine($"operations_min {results.Select(static result => result.Operations).DefaultIfEmpty().Min()}");
        foreach (var kind in FaultCounts.Kinds)
        {
            Console.WriteLine($"faults.{kind} {results.Sum(result => result.Faults[kind])}");
        }

        Console.WriteLine($"violations {violations}");
    }
}
