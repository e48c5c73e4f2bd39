using System.Text.Json;

namespace Regional.Simulation.Running;

/// <summary>One of the processes: runs its share of the seeds and writes a line of JSON for each.</summary>
internal static class Worker
{
    public static void Run(CommandLine line, int stride)
    {
        for (var at = 0; at < line.Seeds; at += stride)
        {
            var result = SeedRun.Run(new RunOrder(line.Start + (ulong)at, line.Operations));
            Console.WriteLine(JsonSerializer.Serialize(result with { History = [] }));
            if (line.UntilFound && result.Violation is not null)
            {
                return;
            }
        }
    }
}
