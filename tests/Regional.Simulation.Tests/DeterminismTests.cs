using System.Diagnostics;
using System.Text.Json;
using Regional.Simulation.Running;

namespace Regional.Simulation.Tests;

public sealed class DeterminismTests
{
    private const int Operations = 600;

    [Fact]
    public async Task A_seed_gives_the_same_hash_of_all_its_events_in_two_processes()
    {
        var first = await RunElsewhereAsync();
        var second = await RunElsewhereAsync();
        var here = Enumerable.Range(1, 4).Select(static seed => SeedRun.Run(new RunOrder((ulong)seed, Operations)).Hash).ToList();

        Assert.Equal(first, second);
        Assert.Equal(first, here);
        Assert.Equal(4, first.Distinct().Count());
    }

    private static async Task<List<ulong>> RunElsewhereAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Regional.Simulation"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { "--start", "1", "--seeds", "4", "--operations", $"{Operations}", "--stride", "1" },
        };
        using var process = Process.Start(start)!;
        var hashes = new List<ulong>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            hashes.Add(JsonSerializer.Deserialize<RunResult>(line)!.Hash);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return hashes;
    }
}
