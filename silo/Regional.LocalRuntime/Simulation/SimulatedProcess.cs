using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Simulation;

/// <summary>One life of the simulated host, from a start to a crash.</summary>
internal sealed class SimulatedProcess
{
    private readonly Simulator _simulator;
    private readonly SimulationDispatcher _dispatcher;
    private readonly ServiceProvider _services;
    private readonly TurnQueue _turns;

    public SimulatedProcess(Simulator simulator, Action<ISiloBuilder> configure)
    {
        _simulator = simulator;
        var clock = new SimulationClock(simulator);
        _dispatcher = new SimulationDispatcher(simulator, clock);
        _turns = new TurnQueue(_dispatcher);
        _dispatcher.Added(_turns);
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<Dispatcher>(_dispatcher);
        configure(SiloBuilder.For(services, configuration));
        _services = services.BuildServiceProvider();
        Silo = _services.GetRequiredService<Silo>();
    }

    public Silo Silo { get; }

    public IServiceProvider Services => _services;

    public Task StartAsync() => AmbientValues.Without(() => Task.Factory.StartNew(
        StartServicesAsync, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap());

    public void Kill()
    {
        _dispatcher.Kill();
        _simulator.After(TimeSpan.Zero, Silo.Close);
    }

    private async Task StartServicesAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }
}
