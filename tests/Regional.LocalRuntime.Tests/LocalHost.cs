using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Tests;

/// <summary>One host on the local runtime, with short times.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly IHost _host;

    private LocalHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<LocalHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.Configure<LocalRuntimeOptions>(o =>
            {
                o.SweepPeriod = TimeSpan.FromMilliseconds(100);
                o.TurnTimeMax = TimeSpan.FromMilliseconds(500);
            });
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new LocalHost(host);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
