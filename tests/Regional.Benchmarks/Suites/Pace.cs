using Regional.Benchmarks.Options;

namespace Regional.Benchmarks.Suites;

/// <summary>How long and how often: the whole of a mode must end within its time.</summary>
/// <param name="Rounds">How often each figure is taken, subjects alternating.</param>
/// <param name="HttpWarmUp">Before a run over HTTP: each has a new client process, which compiles its code first.</param>
/// <param name="BaselineCallers">The sweep: where procedures do best on one to some dozen processors.</param>
/// <param name="HasBareWriterAlways">Whether the bare writer runs on every workload, not only on the one with a gate.</param>
internal sealed record Pace(
    int Rounds, TimeSpan WarmUp, TimeSpan Length, TimeSpan Sweep, TimeSpan Long, TimeSpan HttpWarmUp,
    int[] BaselineCallers, bool HasBareWriterAlways)
{
    public static Pace For(BenchOptions options)
    {
        var pace = options.Mode == BenchMode.Quick
            ? new Pace(
                2, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(3),
                TimeSpan.FromSeconds(2), [4, 16, 48], HasBareWriterAlways: false)
            : new Pace(
                3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10),
                TimeSpan.FromSeconds(5), [4, 16, 48, 128], HasBareWriterAlways: true);
        return pace with { Rounds = options.Rounds ?? pace.Rounds, Length = options.Length ?? pace.Length };
    }
}
