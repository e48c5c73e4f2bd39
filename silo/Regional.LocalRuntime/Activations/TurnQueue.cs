using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Activations;

/// <summary>
/// Runs an activation's turns one at a time: arriving requests, continuations of its awaits, and the runtime's own
/// actions. It is the <see cref="TaskScheduler"/> of everything the grain awaits. In a simulation the code outside
/// grains has such a queue too, without an activation.
/// </summary>
internal sealed class TurnQueue(Dispatcher dispatcher, Activation? activation = null)
    : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Turns run before other activations get the thread: a busy grain does not starve the rest.</summary>
    private const int TurnsPerSlice = 64;

    [ThreadStatic]
    private static TurnQueue? t_running;

    private static readonly Action<object?> DrainAction = static state => ((TurnQueue)state!).Drain();

    private static readonly object StartWaiting = new();

    private readonly Queue<object> _items = new();
    private bool _scheduled;
    private bool _isDead;
    private bool _isInTurn;
    private int _turnCount;
    private int _sliceLeft;

    public Activation? Activation { get; } = activation;

    /// <summary>
    /// Turns run so far: a sweep that sees the same number twice while busy has found a blocked turn.
    /// </summary>
    public int TurnCount => Volatile.Read(ref _turnCount);

    public bool IsInTurn => Volatile.Read(ref _isInTurn);

    /// <summary>
    /// Adds a <see cref="Request"/>, a <see cref="Task"/> of this scheduler, or an <see cref="Action"/>.
    /// </summary>
    public void Post(object item)
    {
        lock (_items)
        {
            if (_isDead)
            {
                return;
            }

            _items.Enqueue(item);
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        dispatcher.Ready(this);
    }

    /// <summary>Adds a turn that starts whatever may start by then.</summary>
    public void PostStartWaiting() => Post(StartWaiting);

    /// <summary>Runs nothing any more, as if its process had died.</summary>
    public void Kill()
    {
        lock (_items)
        {
            _isDead = true;
            _items.Clear();
        }
    }

    void IThreadPoolWorkItem.Execute() => RunTurns(TurnsPerSlice);

    /// <summary>Runs up to so many turns on this thread, and asks to be run again if some are left.</summary>
    public void RunTurns(int count)
    {
        var (outer, outerActivation) = (t_running, Activations.Activation.Current);
        (t_running, Activations.Activation.Current) = (this, Activation);
        _sliceLeft = count;
        try
        {
            // One task around the slice, so that everything inside sees this scheduler as the current one.
            new Task(DrainAction, this).RunSynchronously(this);
        }
        finally
        {
            (t_running, Activations.Activation.Current) = (outer, outerActivation);
        }

        bool more;
        lock (_items)
        {
            more = _scheduled = _items.Count > 0;
        }

        if (more)
        {
            dispatcher.Ready(this);
        }
    }

    protected override void QueueTask(Task task) => Post(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && t_running == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_items)
        {
            return [.. _items.OfType<Task>()];
        }
    }

    private void Drain()
    {
        while (_sliceLeft-- > 0 && TryTake(out var item))
        {
            _turnCount = unchecked(_turnCount + 1);
            _isInTurn = true;
            RunTurn(item);
            _isInTurn = false;
        }
    }

    private bool TryTake(out object item)
    {
        lock (_items)
        {
            return _items.TryDequeue(out item!);
        }
    }

    private void RunTurn(object item)
    {
        switch (item)
        {
            case Task task:
                TryExecuteTask(task);
                break;
            case Request request:
                Activation!.Admit(request);
                break;
            case Action action:
                action();
                break;
            default:
                Activation!.StartWaiting();
                break;
        }
    }
}
