using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Regional.Contracts.Journal;
using Regional.Storage.Schema;

namespace Regional.Grains.Tests.Hosting;

/// <summary>One silo on Orleans, on a database that may have others. Calls come from inside it.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TestSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> StartAsync(
        string connectionString, Func<IJournalStore, IJournalStore>? around = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => SiloComposition.Configure(silo, connectionString, around));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var silo = new TestSilo(cluster);
        await silo.Services.GetRequiredService<RegionalDatabase>().PrepareAsync(CancellationToken.None);
        return silo;
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
