using System.Reflection;

namespace Regional.LocalRuntime.Hosting;

/// <summary>Options that only the local runtime has.</summary>
public sealed class LocalRuntimeOptions
{
    /// <summary>Assemblies with grains, in addition to those reachable from the program.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>How often waiting calls are looked through for time-outs and deadlocks: once a second.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long one turn may hold its thread before those who wait for its grain get an exception: 5 s.
    /// </summary>
    public TimeSpan TurnTimeMax { get; set; } = TimeSpan.FromSeconds(5);
}
