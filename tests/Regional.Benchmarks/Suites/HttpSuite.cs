using Regional.Benchmarks.Options;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Suites;

/// <summary>Through HTTP with the callers in another process: throughput, and what happens beyond it.</summary>
internal sealed class HttpSuite(Bench bench, Pace pace)
{
    private const int CallerCount = 256;

    /// <summary>Orders arriving per order the system can take.</summary>
    private const double Excess = 2;

    // Each client is a new process: its code and the server's path through HTTP are compiled while it warms up.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public async Task RunAsync(BenchOptions options, bool isQuick)
    {
        if (!options.Wants("http") && !options.Wants("overload"))
        {
            return;
        }

        var capacity = 0.0;
        foreach (var callers in isQuick ? [CallerCount] : (int[])[1, 16, CallerCount])
        {
            var run = await bench.HttpAsync(Workload.Uniform, callers, 0, WarmUp, pace.Length);
            if (run.IsValid)
            {
                bench.Figures.Add($"http_uniform_{callers}_per_second", run.Rate);
                bench.Figures.Add($"http_uniform_{callers}_p99_ms", run.Latency.Quantile(0.99).TotalMilliseconds);
                capacity = Math.Max(capacity, run.Rate);
            }
        }

        if (options.Wants("overload") && capacity > 0)
        {
            await OverloadAsync(capacity);
        }
    }

    private async Task OverloadAsync(double capacity)
    {
        var flood = await bench.HttpAsync(Workload.Uniform, 0, capacity * Excess, WarmUp, pace.Long);
        var after = await bench.HttpAsync(Workload.Uniform, CallerCount, 0, WarmUp, pace.Length);
        if (flood.IsValid && after.IsValid)
        {
            bench.Figures.Add("overload_offered_per_second", capacity * Excess);
            bench.Figures.Add("overload_posted_per_second", flood.Rate);
            bench.Figures.Add("overload_shed_per_second", flood.Shed / flood.Length.TotalSeconds);
            bench.Figures.Add("overload_accepted_p50_ms", flood.Latency.Quantile(0.5).TotalMilliseconds);
            bench.Figures.Add("overload_accepted_p99_ms", flood.Latency.Quantile(0.99).TotalMilliseconds);
            bench.Figures.Add("overload_failed", flood.Wrong);
            bench.Figures.Add("overload_recovery_share", after.Rate / capacity);
        }
    }
}
