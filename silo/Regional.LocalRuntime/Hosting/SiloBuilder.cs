using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Hosting;

/// <summary>Registers the runtime's services once per host.</summary>
internal sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder
{
    public IServiceCollection Services { get; } = services;

    public IConfiguration Configuration { get; } = configuration;

    public static SiloBuilder For(IServiceCollection services, IConfiguration configuration)
    {
        if (!services.Any(s => s.ServiceType == typeof(Silo)))
        {
            Register(services);
        }

        return new SiloBuilder(services, configuration);
    }

    private static void Register(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Dispatcher>(s => new PoolDispatcher(s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Silo>();
        services.AddSingleton<IClusterClient>(s => s.GetRequiredService<Silo>().Factory);
        services.AddSingleton<IGrainFactory>(s => s.GetRequiredService<Silo>().Factory);
        services.AddSingleton<IHostedService, SiloService>();
    }
}
