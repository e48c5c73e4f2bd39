using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Regional.LocalRuntime.Simulation;

namespace Regional.LocalRuntime.Tests;

public sealed class SimulatedStartTests
{
    private static readonly SimulationOptions Options = new() { Seed = 3 };

    [Fact]
    public void Whoever_starts_a_process_learns_that_it_died_while_it_started() => Run(async simulator =>
    {
        var starting = simulator.StartAsync();
        simulator.After(SlowService.Wait / 2, simulator.Process.Kill);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => starting);

        await simulator.StartAsync();
        await simulator.Grains.GetGrain<ISimulatedAccount>("a").Deposit(5);
    });

    [Fact]
    public void Whoever_starts_a_process_learns_why_it_could_not_start() => Run(async simulator =>
    {
        SlowService.Fault = new InvalidDataException();
        await Assert.ThrowsAsync<InvalidDataException>(simulator.StartAsync);
    });

    private static void Run(Func<Simulator, Task> body)
    {
        SlowService.Fault = null;
        Simulator.Run(Options, static silo => silo.Services.AddSingleton<IHostedService, SlowService>(), body);
    }

    private sealed class SlowService(TimeProvider time) : IHostedService
    {
        public static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

        public static Exception? Fault { get; set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Wait, time, cancellationToken);
            if (Fault is not null)
            {
                throw Fault;
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
