using Regional.Benchmarks.Growth;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Report;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Suites;

/// <summary>The full and the quick benchmark: ratios, tails, HTTP, overload.</summary>
internal static class MainSuite
{
    private const int UsualCallers = 256;
    private const int ManyCallers = 2_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(BenchOptions options, Figures figures, TextWriter output)
    {
        var pace = Pace.For(options);
        var isQuick = options.Mode == BenchMode.Quick;
        await using var bench = await Bench.CreateAsync(options.Server, TownSize.Default, figures, output);
        // The compiler of hot code works some seconds beside the load: nobody is interested in the figures of these.
        await bench.OursAsync(Workload.Uniform, ManyCallers, WarmUp, pace.Length);
        var comparison = new Comparison(bench, pace);
        foreach (var workload in Workload.All.Where(one => options.Wants(one.Name) && (!isQuick || HasGate(one))))
        {
            await comparison.RunAsync(workload, CallersFor(workload, isQuick));
        }

        await new TailSuite(bench, pace).RunAsync(options, comparison.Ours);
        await new HttpSuite(bench, pace).RunAsync(options, isQuick);
        if (options.Only.Contains("store"))
        {
            await new StoreSuite(bench, pace).RunAsync(Databases.Of(options.Server, "bench_bare"));
        }

        if (!isQuick)
        {
            await ResidentSuite.RunAsync(options, figures, output);
        }

        figures.Add("invalid_runs", bench.InvalidCount);
    }

    private static bool HasGate(Workload workload) =>
        workload.Name is "uniform" or "hot-payee" or "hot-payer" or "trade-100";

    private static int[] CallersFor(Workload workload, bool isQuick) => workload.Name switch
    {
        "uniform" => isQuick ? [UsualCallers, ManyCallers] : [1, 16, UsualCallers, ManyCallers],
        "hot-payee" or "hot-payer" => isQuick ? [ManyCallers] : [1, 16, UsualCallers, ManyCallers],
        _ => [UsualCallers],
    };
}
