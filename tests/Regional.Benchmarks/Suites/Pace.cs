using Regional.Benchmarks.Options;

namespace Regional.Benchmarks.Suites;

/// <summary>How long and how often: the whole of a mode must end within its time.</summary>
/// <param name="Rounds">How often each figure is taken, subjects alternating.</param>
internal sealed record Pace(int Rounds, TimeSpan WarmUp, TimeSpan Length, TimeSpan Sweep, TimeSpan Long)
{
    public static Pace For(BenchOptions options)
    {
        var pace = options.Mode == BenchMode.Quick
            ? new Pace(2, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5))
            : new Pace(3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
        return pace with { Rounds = options.Rounds ?? pace.Rounds, Length = options.Length ?? pace.Length };
    }
}
