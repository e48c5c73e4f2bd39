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

    // Two processors take at most some 25,000 a second, thirty times what the slowest run over HTTP was seen to do.
    private const int FloodCountMax = 5;

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
    // What it can take is the greatest rate that was seen, also in a flood that it took whole: then the next is greater.
    private async Task OverloadAsync(double capacity)
    {
        var first = await bench.HttpAsync(Workload.Uniform, 0, capacity * Excess, pace.HttpWarmUp, pace.HttpWarmUp);
        var before = await bench.HttpAsync(Workload.Uniform, UsualCallers, 0, pace.HttpWarmUp, pace.Length);
        capacity = Math.Max(Math.Max(capacity, before.Rate), first.Rate);
        var flood = await FloodAsync(capacity);
        for (var count = 1; count < FloodCountMax && flood.IsValid && flood.Shed == 0; count++)
        {
            capacity = Math.Max(capacity * Excess, flood.Rate);
            flood = await FloodAsync(capacity);
        }

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

    private Task<Run> FloodAsync(double capacity) =>
        bench.HttpAsync(Workload.Uniform, 0, capacity * Excess, pace.HttpWarmUp, pace.Long);

    private static double PerSecond(Run run, long count) => count / run.Length.TotalSeconds;
}
