using System.Diagnostics;

namespace Regional.Simulation.Tests;

/// <summary>The simulation can fail: every planted bug is found at the seed written down for it.</summary>
public sealed class PlantTests
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Every_planted_bug_is_found_at_its_recorded_seed()
    {
        var root = FindRoot();
        var start = new ProcessStartInfo(Path.Combine(root, "ops/lib/plants"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { "--recorded" },
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeMax);
        var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.True(process.ExitCode == 0, said);
        Assert.True(Recorded(root).Count >= 12, "at least twelve bugs are planted");
        Assert.All(Recorded(root), name => Assert.Contains($"plant {name}: found", said, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_plant_says_what_it_is_and_has_a_seed_within_300()
    {
        var root = FindRoot();
        var patches = Directory.GetFiles(Folder(root), "*.patch").Select(static file => Path.GetFileNameWithoutExtension(file)!);
        Assert.Equal(patches.Order(StringComparer.Ordinal), Recorded(root).Order(StringComparer.Ordinal));
        foreach (var line in File.ReadAllLines(Path.Combine(Folder(root), "found.txt")))
        {
            Assert.InRange(int.Parse(line.Split(' ')[1]), 1, 300);
        }

        foreach (var patch in Directory.GetFiles(Folder(root), "*.patch"))
        {
            var header = File.ReadLines(patch).TakeWhile(static line => !line.StartsWith("diff ", StringComparison.Ordinal));
            Assert.Contains("Why", string.Join(' ', header), StringComparison.Ordinal);
        }
    }

    private static List<string> Recorded(string root) =>
        [.. File.ReadAllLines(Path.Combine(Folder(root), "found.txt")).Select(static line => line.Split(' ')[0])];

    private static string Folder(string root) => Path.Combine(root, "tests/Simulation/plants");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Regional.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
