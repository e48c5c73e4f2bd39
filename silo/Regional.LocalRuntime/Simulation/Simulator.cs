using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Simulation;

/// <summary>
/// A host, its clients and the world around them on one thread, in virtual time, decided by a seed. The silo may crash
/// and start again, messages may be lost or late, a grain may get a second activation.
/// </summary>
/// <remarks>
/// Whatever is to outlive a crash (a simulated database) is made outside and captured by <c>configure</c>, and works by
/// <see cref="Time"/>. Simulated input and output completes from the pump: by <c>Task.Delay(time, Time)</c> or
/// <see cref="After"/>, with plain completion sources.
/// </remarks>
public sealed class Simulator
{
    private readonly SimulationOptions _options;
    private readonly Action<Simulator, ISiloBuilder> _configure;
    private readonly SimulationRandom _chance;
    private SimulatedProcess _process;
    private long _number;

    internal Simulator(SimulationOptions options, Action<Simulator, ISiloBuilder> configure)
    {
        _options = options;
        _configure = configure;
        _chance = new SimulationRandom(options.Seed);
        Random = _chance.Fork();
        Pump = new Pump(_chance.Fork(), options);
        Time = new SimulationClock(this);
        _process = null!;
    }

    /// <summary>The world's chance, for workloads and faults.</summary>
    public SimulationRandom Random { get; }

    public ulong Seed => _options.Seed;

    public DateTimeOffset Now => new(Pump.Now, TimeSpan.Zero);

    /// <summary>The world's clock: its timers survive a crash.</summary>
    public TimeProvider Time { get; }

    /// <summary>The process that was started last.</summary>
    public SimulatedProcess Process => _process;

    /// <summary>References to the grains of the process that runs now; get them anew after a crash.</summary>
    public IGrainFactory Grains => _process.Silo.Factory;

    /// <summary>The services of the process that runs now.</summary>
    public IServiceProvider Services => _process.Services;

    /// <summary>Decides each message's fate as it leaves; by default all arrive, after a time left to chance.</summary>
    public Func<SimulatedMessage, MessageFate> OnMessage { get; set; } = static _ => MessageFate.Deliver;

    internal Pump Pump { get; }

    /// <summary>
    /// Runs <paramref name="body"/> as the simulation's first client until it ends. Fails, naming the seed, when the
    /// body fails, when nothing is left that could happen, or when virtual or real time runs out.
    /// </summary>
    public static SimulationResult Run(
        SimulationOptions options, Action<ISiloBuilder> configure, Func<Simulator, Task> body) =>
        Run(options, (_, silo) => configure(silo), body);

    /// <summary>
    /// The same, where a process is configured with what is of the world, such as a database by the world's clock.
    /// </summary>
    public static SimulationResult Run(
        SimulationOptions options, Action<Simulator, ISiloBuilder> configure, Func<Simulator, Task> body) =>
        SimulationThread.Run(new Simulator(options, configure), options, body);

    /// <summary>Runs a client: code outside the grains with turns of its own. It survives crashes.</summary>
    public Task Client(Func<Task> body) => new SimulatedClient(this).Run(body);

    /// <summary>Lets something happen in the world after a time.</summary>
    public void After(TimeSpan delay, Action action) => Pump.After(delay, SimulationEvent.Timer, 0, 0, action);

    /// <summary>
    /// The process dies at once: nothing of it runs on, and calls from outside fail with an unknown outcome. What it
    /// had handed to the world is the world's affair.
    /// </summary>
    public void Crash() => _process.Kill();

    /// <summary>
    /// Starts a process (again). One that still lives is cut off by it, as a silo that its cluster believes dead: it
    /// runs on beside the new one until it is killed.
    /// </summary>
    public Task StartAsync()
    {
        _process = new SimulatedProcess(this, silo => _configure(this, silo));
        return _process.StartAsync();
    }

    /// <summary>As <see cref="SimulatedProcess.Isolate"/>, in the process that runs now.</summary>
    public bool Isolate(GrainId grain) => _process.Isolate(grain);

    /// <summary>Folds something that happened in the world into the run's hash.</summary>
    public void Note(ulong what) => Note(SimulationEvent.World, what);

    internal void Note(SimulationEvent kind, ulong what) => Pump.Hash.Event(kind, Pump.Now, what, 0);

    internal SimulatedMessage Number(bool isAnswer, GrainId? source, GrainId target, string method) =>
        new(_number++, isAnswer, source, target, method);

    /// <summary>Half of the messages take about as long as a turn, so that turns and arrivals mix.</summary>
    internal TimeSpan MessageDelay() =>
        _chance.NextTime(_chance.Chance(perMille: 500) ? _options.TurnTimeMax : _options.MessageDelayMax);
}
