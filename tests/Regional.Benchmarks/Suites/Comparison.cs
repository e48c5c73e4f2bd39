using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Suites;

/// <summary>A workload by the product, the procedures and the bare writer in turn, round by round.</summary>
internal sealed class Comparison(Bench bench, Pace pace)
{
    // The sweep: where batches do best on one to some dozen processors.
    private static readonly int[] BatchSizes = [512, 2_048, 4_096];

    private readonly Dictionary<string, int> _baselineCallers = [];
    private int? _batchSize;

    /// <summary>Valid runs of the product so far, by anybody who wants a figure of them again.</summary>
    public List<Run> Ours { get; } = [];

    /// <summary>Takes every figure of the workload; the product with each of these numbers of callers.</summary>
    public async Task RunAsync(Workload workload, params int[] callers)
    {
        var baselineCallers = await SweepBaselineAsync(workload);
        // It writes no rows of pending transfers.
        var hasBare = workload != Workload.Hold && (pace.HasBareWriterAlways || workload == Workload.Uniform);
        var batchSize = hasBare ? _batchSize ??= await SweepBatchAsync() : 0;
        var name = workload.Name.Replace('-', '_');
        for (var round = 0; round < pace.Rounds; round++)
        {
            var best = 0.0;
            foreach (var count in callers)
            {
                var run = await bench.OursAsync(workload, count, pace.WarmUp, pace.Length);
                Keep(run, callers.Length == 1 ? name : $"{name}_{count}");
                if (run.IsValid)
                {
                    best = Math.Max(best, run.Rate);
                    Ours.Add(run);
                }
            }

            var baseline = await bench.BaselineAsync(workload, baselineCallers, pace.WarmUp, pace.Length);
            Keep(baseline, name);
            var figure = workload.Name == "trade-100" ? "trade_ratio" : $"{name}_ratio";
            if (best > 0 && baseline.IsValid)
            {
                bench.Figures.Add(figure, best / baseline.Rate);
            }

            if (batchSize > 0)
            {
                var bare = await bench.BareAsync(workload, batchSize, pace.WarmUp, pace.Length);
                Keep(bare, name);
                if (best > 0 && bare.IsValid)
                {
                    bench.Figures.Add(workload == Workload.Uniform ? "bare_share" : $"{name}_bare_share", best / bare.Rate);
                }
            }
        }
    }

    // One sweep on two different accounts, one on a hot one: what suits the procedures differs.
    private async Task<int> SweepBaselineAsync(Workload workload)
    {
        var kind = workload.Name.StartsWith("hot", StringComparison.Ordinal) ? Workload.HotPayee : Workload.Uniform;
        if (!_baselineCallers.TryGetValue(kind.Name, out var best))
        {
            var most = 0.0;
            foreach (var callers in pace.BaselineCallers)
            {
                var run = await bench.BaselineAsync(kind, callers, pace.WarmUp / 2, pace.Sweep);
                (most, best) = run.Rate > most ? (run.Rate, callers) : (most, best);
            }

            _baselineCallers.Add(kind.Name, best);
            bench.Note($"the procedures do best with {best} connections on {kind.Name}");
            bench.Figures.Add($"baseline_connections_{kind.Name.Replace('-', '_')}", best);
        }

        return best;
    }

    private async Task<int> SweepBatchAsync()
    {
        var (most, best) = (0.0, 0);
        foreach (var size in BatchSizes)
        {
            var run = await bench.BareAsync(Workload.Uniform, size, pace.WarmUp / 2, pace.Sweep);
            (most, best) = run.Rate > most ? (run.Rate, size) : (most, best);
        }

        bench.Note($"the bare writer does best with batches of {best}");
        bench.Figures.Add("bare_batch_size", best);
        return best;
    }

    private void Keep(Run run, string workload)
    {
        if (!run.IsValid)
        {
            return;
        }

        var name = $"{run.Subject}_{workload}";
        bench.Figures.Add($"{name}_per_second", run.Rate);
        bench.Figures.Add($"{name}_p50_ms", run.Latency.Quantile(0.5).TotalMilliseconds);
        bench.Figures.Add($"{name}_p99_ms", run.Latency.Quantile(0.99).TotalMilliseconds);
        bench.Figures.Add($"{name}_p999_ms", run.Latency.Quantile(0.999).TotalMilliseconds);
        bench.Figures.Add($"{name}_cpu_own_per_1000", run.CpuPerThousand.Own);
        bench.Figures.Add($"{name}_cpu_postgres_per_1000", run.CpuPerThousand.Postgres);
        if (run.Batches.Count > 0)
        {
            bench.Figures.Add($"{name}_batch_mean", run.Batches.Mean);
        }
    }
}
