using Regional.LocalRuntime.Activations;

namespace Regional.LocalRuntime.Simulation;

/// <summary>
/// Runs one thing after another on one thread: a turn of some queue, or what is due at its virtual time.
/// </summary>
internal sealed class Pump(SimulationRandom random, SimulationOptions options)
{
    /// <summary>Turns that take as long as a message may: a thread that lost its core.</summary>
    private const int SlowTurnsPerMille = 50;

    private readonly PriorityQueue<Due, (long Time, long Number)> _due = new();
    private readonly List<TurnQueue> _ready = [];
    private int _thread;
    private long _number;
    private long _now = options.Start.UtcTicks;

    public EventHash Hash { get; } = new();

    public long Now => _now;

    /// <summary>What runs at this moment, for the message of a run that is stuck.</summary>
    public TurnQueue? Running { get; private set; }

    /// <summary>Set when something came from another thread, which no seed could repeat.</summary>
    public Exception? Leak { get; private set; }

    public void BindToThisThread() => _thread = Environment.CurrentManagedThreadId;

    public void After(TimeSpan delay, SimulationEvent kind, ulong subject, ulong payload, Action run)
    {
        CheckThread();
        var time = checked(_now + Math.Min(delay.Ticks, TimeSpan.FromDays(36_500).Ticks));
        _due.Enqueue(new Due(kind, subject, payload, run), (time, _number++));
    }

    public void Ready(TurnQueue turns)
    {
        CheckThread();
        _ready.Add(turns);
    }

    /// <summary>Does one thing; false when there is nothing left to do.</summary>
    public bool Step()
    {
        var isDue = TryPeek(out var next) && next <= _now;
        if (_ready.Count == 0 && !isDue)
        {
            if (_due.Count == 0)
            {
                return false;
            }

            _now = next;
            isDue = true;
        }

        var choice = random.Next(_ready.Count + (isDue ? 1 : 0));
        if (choice < _ready.Count)
        {
            RunTurn(choice);
        }
        else
        {
            RunDue();
        }

        return true;
    }

    private bool TryPeek(out long time)
    {
        var found = _due.TryPeek(out _, out var place);
        time = place.Time;
        return found;
    }

    private void RunTurn(int index)
    {
        var turns = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Hash.Event(SimulationEvent.Turn, _now, turns.Activation?.GrainId.GetUniformHashCode() ?? 0, 0);
        Running = turns;
        turns.RunTurns(1);
        Running = null;
        _now += random.NextTime(random.Chance(SlowTurnsPerMille) ? options.MessageDelayMax : options.TurnTimeMax).Ticks;
    }

    private void RunDue()
    {
        var due = _due.Dequeue();
        Hash.Event(due.Kind, _now, due.Subject, due.Payload);
        due.Run();
    }

    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            return;
        }

        Leak ??= new InvalidOperationException(
            "Something left the simulation and came back on another thread: Task.Run, ConfigureAwait(false), "
            + $"real I/O or a timer without the simulated TimeProvider.{Environment.NewLine}{Environment.StackTrace}");
        throw Leak;
    }

    private readonly record struct Due(SimulationEvent Kind, ulong Subject, ulong Payload, Action Run);
}
