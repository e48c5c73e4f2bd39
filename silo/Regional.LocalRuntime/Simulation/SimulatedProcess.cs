using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Simulation;

/// <summary>
/// One life of the simulated host, from a start to its death. One that is replaced without being killed is a silo that
/// lost its cluster: it runs on, with memory, clock and journal of its own, until somebody kills it.
/// </summary>
public sealed class SimulatedProcess
{
    private readonly Simulator _simulator;
    private readonly SimulationClock _clock;
    private readonly SimulationDispatcher _dispatcher;
    private readonly ServiceProvider _services;
    private readonly TurnQueue _turns;
    private readonly List<OutsideCall> _calls = [];
    private readonly TaskCompletionSource _started = new();

    internal SimulatedProcess(Simulator simulator, Action<ISiloBuilder> configure)
    {
        _simulator = simulator;
        _clock = new SimulationClock(simulator);
        _dispatcher = new SimulationDispatcher(simulator, _clock);
        _turns = NewTurns();
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<Dispatcher>(_dispatcher);
        services.AddSingleton(new SimulatedScheduler(NewTurns()));
        configure(SiloBuilder.For(services, configuration));
        _services = services.BuildServiceProvider();
        Silo = _services.GetRequiredService<Silo>();
    }

    /// <summary>References to its grains.</summary>
    public IGrainFactory Grains => Silo.Factory;

    public IServiceProvider Services => _services;

    public bool IsAlive => !_dispatcher.IsDead;

    internal Silo Silo { get; }

    /// <summary>
    /// A request from outside, such as one over HTTP: it arrives after a while, its body runs in this process, and the
    /// answer takes a while back. Whoever asked learns after the response time-out, or when the process dies, that
    /// nobody will answer; the body may run on.
    /// </summary>
    public Task<T> CallAsync<T>(string name, Func<IServiceProvider, Task<T>> body)
    {
        if (!IsAlive)
        {
            throw new SiloUnavailableException($"{name} was not sent: the process is dead.");
        }

        _calls.RemoveAll(static call => call.IsAnswered);
        var call = new OutsideCall<T>(name, body);
        _calls.Add(call);
        _dispatcher.Deliver(call.Name, isAnswer: false, SimulationEvent.Arrive, () => Run(() => RunAsync(call)));
        _simulator.After(Silo.ResponseTimeout, () => call.Fail(
            new TimeoutException($"No answer to {name} in {Silo.ResponseTimeout}.")));
        return call.Answer;
    }

    /// <summary>The process dies at once: nothing of it runs on, and whoever waits for it learns that it is gone.</summary>
    public void Kill()
    {
        if (!IsAlive)
        {
            return;
        }

        _simulator.Note(SimulationEvent.Crash, 0);
        _dispatcher.Kill();
        _simulator.After(TimeSpan.Zero, () =>
        {
            Silo.Close();
            _started.TrySetException(new SiloUnavailableException("The process died while it started."));
            _calls.ForEach(static call => call.Fail(
                new SiloUnavailableException($"The process died while {call.Name} was under way.")));
        });
    }

    /// <summary>
    /// How far its wall clock is from the world's; setting it lets the clock jump, either way. Timers and time-outs go by
    /// elapsed time and do not notice.
    /// </summary>
    public TimeSpan ClockOffset
    {
        get => _clock.Offset;
        set => _clock.Offset = value;
    }

    /// <summary>A reminder goes off out of turn, as one that another silo believes it owns.</summary>
    public void Remind(GrainId grain, string reminder) => Run(async () =>
    {
        try
        {
            var target = (IRemindable)Silo.Factory.Reference(typeof(IRemindable), grain);
            await target.ReceiveReminder(reminder, default);
        }
        catch (Exception fault)
        {
            Silo.Log.ReminderFailed(reminder, grain, fault);
        }
    });

    /// <summary>
    /// Cuts the grain's activation off from the directory: it runs on, and the next call makes a second one in the same
    /// process. False when the grain is not active.
    /// </summary>
    public bool Isolate(GrainId grain)
    {
        _simulator.Note(SimulationEvent.Isolate, grain.GetUniformHashCode());
        var activation = Silo.Directory.Find(grain);
        activation?.Isolate();
        return activation is not null;
    }

    /// <summary>Ends when the process runs, or fails with it: its own turns would never say so.</summary>
    internal Task StartAsync()
    {
        _ = AmbientValues.Without(() => Task.Factory.StartNew(
            StartServicesAsync, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap());
        return _started.Task;
    }

    // A queue per request: requests from outside run side by side.
    private void Run(Func<Task> body) => _ = AmbientValues.Without(() => Task.Factory.StartNew(
        body, CancellationToken.None, TaskCreationOptions.None, NewTurns()).Unwrap());

    private async Task RunAsync<T>(OutsideCall<T> call)
    {
        await call.RunAsync(_services);
        _dispatcher.Deliver(call.Name, isAnswer: true, SimulationEvent.Return, call.Release);
    }

    private TurnQueue NewTurns()
    {
        var turns = new TurnQueue(_dispatcher);
        _dispatcher.Added(turns);
        return turns;
    }

    private async Task StartServicesAsync()
    {
        try
        {
            foreach (var service in _services.GetServices<IHostedService>())
            {
                await service.StartAsync(CancellationToken.None);
            }

            _started.TrySetResult();
        }
        catch (Exception fault)
        {
            _started.TrySetException(fault);
        }
    }
}
