using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Regional.Conformance.Tests.Cluster;

/// <summary>One silo on Orleans. Calls come from inside it, as the product's HTTP handlers make them.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => ConformanceSilo.Configure(silo));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
