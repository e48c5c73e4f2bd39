using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Regional.Contracts.Journal;
using Regional.Storage.Schema;

namespace Regional.Grains.Tests.Hosting;

/// <summary>One silo on the local runtime, on a database that may have others.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> StartAsync(
        string connectionString, Func<IJournalStore, IJournalStore>? around = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => SiloComposition.Configure(silo, connectionString, around));
        var host = builder.Build();
        await host.Services.GetRequiredService<RegionalDatabase>().PrepareAsync(CancellationToken.None);
        await host.StartAsync();
        return new TestSilo(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
