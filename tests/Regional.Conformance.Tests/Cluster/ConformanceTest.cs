[assembly: AssemblyFixture(typeof(Regional.Conformance.Tests.Cluster.ClusterFixture))]

namespace Regional.Conformance.Tests.Cluster;

/// <summary>A test of one semantic. Every wait in it is bounded.</summary>
public abstract class ConformanceTest(ClusterFixture cluster)
{
    /// <summary>
    /// Longer than anything under test takes on a slow machine, shorter than a stuck run is tolerable.
    /// </summary>
    protected static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    protected ClusterFixture Cluster { get; } = cluster;

    /// <summary>A grain no other test knows.</summary>
    protected T Fresh<T>()
        where T : IGrainWithStringKey => Cluster.Grains.GetGrain<T>(NewKey());

    protected T Grain<T>(string key)
        where T : IGrainWithStringKey => Cluster.Grains.GetGrain<T>(key);

    protected static string NewKey() => Guid.NewGuid().ToString("N");
}
