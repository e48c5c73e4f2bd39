using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Suites;

/// <summary>How long the unlucky wait: with very many callers, and at a load the system can bear.</summary>
internal sealed class TailSuite(Bench bench, Pace pace)
{
    private const int CallerCount = 2_000;

    /// <summary>The share of the greatest throughput at which a system should feel idle.</summary>
    private const double Load = 0.7;

    // Small batches run other code than full ones, which is compiled and gets its connections within the first second.
    private static readonly TimeSpan OpenWarmUp = TimeSpan.FromSeconds(2);

    // The middle of five: one or two may meet what has nothing to do with it, such as the kernel writing what is dirty.
    private const int OpenRounds = 5;

    /// <param name="options">What is asked for.</param>
    /// <param name="known">Runs that were measured already.</param>
    public async Task RunAsync(BenchOptions options, IReadOnlyList<Run> known)
    {
        if (!options.Wants("tail") && !options.Wants("open"))
        {
            return;
        }

        var runs = known.Where(static run => run is { Workload: "uniform", Callers: CallerCount }).ToList();
        while (runs.Count < pace.Rounds)
        {
            runs.Add(await bench.OursAsync(Workload.Uniform, CallerCount, pace.WarmUp, pace.Length));
        }

        var peak = 0.0;
        foreach (var run in runs.Where(static run => run.IsValid))
        {
            bench.Figures.Add(
                "p99_2000_over_fair_share", run.Latency.Quantile(0.99).TotalSeconds / (CallerCount / run.Rate));
            peak = Math.Max(peak, run.Rate);
        }

        for (var round = 0; round < OpenRounds && options.Wants("open"); round++)
        {
            var run = await bench.OursOpenAsync(Workload.Uniform, peak * Load, OpenWarmUp, pace.Long);
            if (run.IsValid)
            {
                bench.Figures.Add("open_loop_per_second", run.Rate);
                bench.Figures.Add("p50_open_loop_ms", run.Latency.Quantile(0.5).TotalMilliseconds);
                bench.Figures.Add("p99_open_loop_ms", run.Latency.Quantile(0.99).TotalMilliseconds);
                bench.Figures.Add("p999_open_loop_ms", run.Latency.Quantile(0.999).TotalMilliseconds);
            }
        }
    }
}
