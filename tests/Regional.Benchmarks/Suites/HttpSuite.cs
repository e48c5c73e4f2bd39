using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Suites;

/// <summary>Through HTTP with the callers in another process: throughput, and what happens beyond it.</summary>
internal sealed class HttpSuite(Bench bench, Pace pace)
{
    private const int UsualCallers = 256;

    /// <summary>Orders arriving per order the system can take.</summary>
    private const double Excess = 2;

    private static readonly int[] Callers = [1, 16, UsualCallers, 2_000];

    public async Task RunAsync(BenchOptions options, bool isQuick)
    {
        if (!options.Wants("http") && !options.Wants("overload"))
        {
            return;
        }

        // The server's path through HTTP is compiled while it works; nobody is interested in the figures of that.
        await bench.HttpAsync(Workload.Uniform, UsualCallers, 0, pace.HttpWarmUp, pace.HttpWarmUp);
        var capacity = 0.0;
        foreach (var callers in isQuick ? [UsualCallers] : Callers)
        {
            var run = await bench.HttpAsync(Workload.Uniform, callers, 0, pace.HttpWarmUp, pace.Length);
            if (run.IsValid)
            {
                bench.Figures.Add($"http_uniform_{callers}_per_second", run.Rate);
                bench.Figures.Add($"http_uniform_{callers}_p50_ms", run.Latency.Quantile(0.5).TotalMilliseconds);
                bench.Figures.Add($"http_uniform_{callers}_p99_ms", run.Latency.Quantile(0.99).TotalMilliseconds);
                capacity = Math.Max(capacity, run.Rate);
            }
        }

        if (options.Wants("overload") && capacity > 0)
        {
            await OverloadAsync(capacity);
        }
    }

    // A first flood compiles the path of what is shed, so that what comes before the measured one is as warm as what follows.
    // What it can take is the greatest rate that was seen, also while its code was compiled further.
    private async Task OverloadAsync(double capacity)
    {
        await bench.HttpAsync(Workload.Uniform, 0, capacity * Excess, pace.HttpWarmUp, pace.HttpWarmUp);
        var before = await bench.HttpAsync(Workload.Uniform, UsualCallers, 0, pace.HttpWarmUp, pace.Length);
        var offered = Math.Max(capacity, before.Rate) * Excess;
        var flood = await bench.HttpAsync(Workload.Uniform, 0, offered, pace.HttpWarmUp, pace.Long);
        var after = await bench.HttpAsync(Workload.Uniform, UsualCallers, 0, pace.HttpWarmUp, pace.Length);
        if (before.IsValid && flood.IsValid && after.IsValid)
        {
            bench.Figures.Add("overload_offered_per_second", PerSecond(flood, flood.Posted + flood.Shed + flood.Wrong));
            bench.Figures.Add("overload_posted_per_second", PerSecond(flood, flood.Posted));
            bench.Figures.Add("overload_shed_per_second", PerSecond(flood, flood.Shed));
            bench.Figures.Add("overload_accepted_p50_ms", flood.Latency.Quantile(0.5).TotalMilliseconds);
            bench.Figures.Add("overload_accepted_p99_ms", flood.Latency.Quantile(0.99).TotalMilliseconds);
            bench.Figures.Add("overload_failed", flood.Wrong);
            bench.Figures.Add("overload_recovery_share", after.Rate / before.Rate);
        }
    }

    private static double PerSecond(Run run, long count) => count / run.Length.TotalSeconds;
}
