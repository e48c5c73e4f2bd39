using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Regional.Silo.Hosting;

namespace Regional.Benchmarks.Ours;

/// <summary>The product's host as it ships, in this process, on free ports of the loopback.</summary>
internal sealed class OwnSilo : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OwnSilo(WebApplication app) => _app = app;

    public static string Runtime => GrainRuntime.Name;

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public Uri Address => new(_app.Urls.First());

    public static async Task<OwnSilo> StartAsync(string connectionString, Func<HostSettings, HostSettings>? adjust = null)
    {
        var settings = new HostSettings
        {
            ConnectionString = connectionString,
            Urls = "http://127.0.0.1:0",
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["REGIONAL_SILO_PORT"] = $"{FreePort()}",
                ["REGIONAL_GATEWAY_PORT"] = $"{FreePort()}",
            }).Build(),
        };
        var app = RegionalHost.Build(
            adjust?.Invoke(settings) ?? settings,
            static builder => builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Polly", LogLevel.Error));
        await app.StartAsync();
        return new OwnSilo(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
