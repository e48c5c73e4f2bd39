using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Regional.Simulation.Running;

/// <summary>Runs the seeds on several processes of this program.</summary>
internal sealed class WorkerPool(CommandLine line, Action<RunResult, int, int> progress)
{
    private readonly List<RunResult> _results = [];
    private readonly Lock _gate = new();
    private int _violations;

    public async Task<IReadOnlyList<RunResult>> RunAsync()
    {
        var count = Math.Min(line.Workers, Math.Max(1, line.Seeds));
        var workers = Enumerable.Range(0, count).Select(place => Start(place, count)).ToArray();
        try
        {
            await Task.WhenAny(Task.WhenAll(workers.Select(ReadAsync)), FoundAsync(workers));
        }
        finally
        {
            foreach (var worker in workers)
            {
                Stop(worker);
            }
        }

        lock (_gate)
        {
            return [.. _results];
        }
    }

    private Process Start(int place, int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--start", (line.Start + (ulong)place).ToString(CultureInfo.InvariantCulture),
                "--seeds", (line.Seeds - place).ToString(CultureInfo.InvariantCulture),
                "--operations", line.Operations.ToString(CultureInfo.InvariantCulture),
                "--stride", count.ToString(CultureInfo.InvariantCulture),
            },
        };
        if (line.UntilFound)
        {
            start.ArgumentList.Add("--until-found");
        }

        return Process.Start(start) ?? throw new InvalidOperationException("A worker could not be started.");
    }

    private async Task ReadAsync(Process worker)
    {
        while (await worker.StandardOutput.ReadLineAsync() is { } text)
        {
            var result = JsonSerializer.Deserialize<RunResult>(text)!;
            lock (_gate)
            {
                _results.Add(result);
                _violations += result.Violation is null ? 0 : 1;
                progress(result, _results.Count, _violations);
            }
        }

        await worker.WaitForExitAsync();
        if (worker.ExitCode != 0)
        {
            throw new InvalidOperationException($"A worker ended with {worker.ExitCode}.");
        }
    }

    // One that found something ends by itself; the others have nothing to add.
    private async Task FoundAsync(Process[] workers)
    {
        while (!line.UntilFound || _violations == 0 || workers.All(static worker => !worker.HasExited))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static void Stop(Process worker)
    {
        if (!worker.HasExited)
        {
            worker.Kill();
        }

        worker.Dispose();
    }
}
