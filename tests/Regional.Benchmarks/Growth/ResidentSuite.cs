using System.Diagnostics;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Report;
using Regional.Benchmarks.Suites;
using Regional.Benchmarks.Towns;
using Regional.Domain.Ledger;

namespace Regional.Benchmarks.Growth;

/// <summary>What an account costs while its grain is awake, and whether a silo's start depends on how many there are.</summary>
internal static class ResidentSuite
{
    private const int FewCount = 1_000;

    private static int ManyCount(BenchOptions options) => options.Mode == BenchMode.Growth ? 1_000_000 : 200_000;

    private static int AwakeCount(BenchOptions options) => options.Mode == BenchMode.Growth ? 200_000 : 50_000;

    public static async Task RunAsync(BenchOptions options, Figures figures, TextWriter output)
    {
        if (!options.Wants("start") && !options.Wants("memory"))
        {
            return;
        }

        await MakeAsync(options.Server, "resident_few", FewCount);
        var town = await MakeAsync(options.Server, "resident_many", ManyCount(options));
        if (options.Wants("start"))
        {
            await StartAsync(options, figures);
        }

        if (options.Wants("memory"))
        {
            await MeasureMemoryAsync(options, town, figures, output);
        }
    }

    private static async Task<Town> MakeAsync(string server, string name, int accounts)
    {
        await Databases.RecreateAsync(server, name);
        return await Bench.MakeTownAsync(Databases.Of(server, name), new TownSize(accounts, 2, 10));
    }

    // Until ready to answer and the first payment is committed; few and many in turn, after one start to warm up.
    private static async Task StartAsync(BenchOptions options, Figures figures)
    {
        await using var few = Databases.Open(options.Server, "resident_few");
        await using var many = Databases.Open(options.Server, "resident_many");
        var (fewTown, manyTown) = (await TownReader.ReadAsync(few), await TownReader.ReadAsync(many));
        await SecondsAsync(options.Server, "resident_few", fewTown);
        for (var round = 0; round < Pace.For(options).Rounds; round++)
        {
            var small = await SecondsAsync(options.Server, "resident_few", fewTown);
            var large = await SecondsAsync(options.Server, "resident_many", manyTown);
            figures.Add("silo_start_few_accounts_s", small);
            figures.Add("silo_start_many_accounts_s", large);
            figures.Add("silo_start_growth", large / small);
        }
    }

    private static async Task<double> SecondsAsync(string server, string name, Town town)
    {
        var began = Stopwatch.GetTimestamp();
        await using var silo = await OwnSilo.StartAsync(Databases.Of(server, name));
        var sender = new GrainSender(silo.Grains, town);
        var order = Workloads.Workload.Uniform.Next(new Workloads.Draw((ulong)began), town);
        return await sender.SendAsync(order) == Workloads.Answered.Posted
            ? Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new InvalidOperationException($"The first payment after the start of {name} was not posted.");
    }

    // Live managed bytes after a full collection, before and after the grains are awake; the caller keeps no references.
    private static async Task MeasureMemoryAsync(BenchOptions options, Town town, Figures figures, TextWriter output)
    {
        await using var silo = await OwnSilo.StartAsync(Databases.Of(options.Server, "resident_many"));
        var count = AwakeCount(options);
        await Waking.WakeAsync(silo, town.Main.Members[..FewCount]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Waking.WakeAsync(silo, town.Main.Members[FewCount..(FewCount + count)]);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var kib = (after - before) / 1024.0 / count;
        output.WriteLine($"{count} accounts awake: {kib:0.00} KiB each");
        figures.Add("memory_per_account_kib", kib);
    }
}
