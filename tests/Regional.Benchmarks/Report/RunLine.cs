using Regional.Benchmarks.Measuring;

namespace Regional.Benchmarks.Report;

/// <summary>One run in one line, as it happens.</summary>
internal static class RunLine
{
    public static string Of(Run run)
    {
        var cpu = run.CpuPerThousand;
        var text = $"{run.Workload,-18} {run.Subject,-9} {run.Callers,5} callers {run.Rate,8:0}/s  p50 {Ms(run, 0.5)} "
            + $"p99 {Ms(run, 0.99)} p99.9 {Ms(run, 0.999)} ms  cpu s/1000 {cpu.Own:0.000} + {cpu.Postgres:0.000}";
        if (run.Batches.Count > 0)
        {
            text += $"  batches {run.Batches.Count} of {run.Batches.Mean:0} (median {run.Batches.Median}, most {run.Batches.Max})";
        }

        if (run.Gc.Count > 0)
        {
            text += $"  collections {run.Gc.Count}, paused {run.Gc.Pause / run.Length:0.0%}"
                + $" ({run.Gc.Pause.TotalMilliseconds / run.Gc.Count:0.0} ms each), {run.Gc.Allocated / 1024.0 / Math.Max(1, run.Posted):0} KiB new per order";
        }

        if (run.Batches.SecondPaths > 0)
        {
            text += $"  second paths {run.Batches.SecondPaths}";
        }

        return run.Shed + run.Wrong == 0 ? text : $"{text}  shed {run.Shed}  wrong {run.Wrong}";
    }

    private static string Ms(Run run, double share) => $"{run.Latency.Quantile(share).TotalMilliseconds,7:0.0}";
}
