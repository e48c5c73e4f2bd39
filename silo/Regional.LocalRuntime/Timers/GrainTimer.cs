using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Filters;

namespace Regional.LocalRuntime.Timers;

/// <summary>
/// A timer of one activation. Its tick is a request; one object serves all ticks, which never overlap.
/// </summary>
internal sealed class GrainTimer : Request, IGrainTimer
{
    /// <summary>The longest time the platform's timers take.</summary>
    private const uint LongestMilliseconds = 0xfffffffe;

    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _interleave;
    private readonly bool _keepAlive;
    private readonly ITimer _clock;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _firing;
    private bool _changed;

    private GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Activation = activation;
        _callback = callback;
        _interleave = options.Interleave;
        _keepAlive = options.KeepAlive;
        _clock = AmbientValues.Without(() => activation.Silo.Time.CreateTimer(
            static timer => ((GrainTimer)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
    }

    public override GrainId? SourceId => Activation!.GrainId;

    public override bool IsAlwaysInterleave => _interleave;

    public override bool IsReadOnly => false;

    public override bool IsKeepAlive => _keepAlive;

    public override bool IsLocalOnly => true;

    public override bool IsExpired => _stop.IsCancellationRequested;

    public static GrainTimer Start(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (Activation.Current != activation)
        {
            throw new InvalidOperationException("A grain registers its timers in its own turns.");
        }

        var timer = new GrainTimer(activation, callback, options);
        timer.Change(options.DueTime, options.Period);
        activation.AddTimer(timer);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (!_firing)
        {
            Arm(dueTime);
        }
    }

    public void Dispose()
    {
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
            _clock.Dispose();
            Activation!.RemoveTimer(this);
        }
    }

    public override async Task Run()
    {
        Current = this;
        IsFinished = false;
        _changed = false;
        try
        {
            await (Activation!.IsFiltered ? new IncomingTick(this, Activation).Invoke() : Tick());
        }
        catch (Exception fault)
        {
            Activation!.Silo.Log.TimerFailed(Activation.GrainId, fault);
            Activation.OnFault(fault);
        }

        _firing = false;
        if (!_stop.IsCancellationRequested)
        {
            Arm(_changed ? _dueTime : _period);
        }

        IsFinished = true;
        Activation!.Finished(this);
    }

    public Task Tick() => _callback(_stop.Token);

    public override void Reject(Exception reason)
    {
    }

    public override string ToString() => $"timer of {Activation!.GrainId}";

    private static void Check(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, LongestMilliseconds, name);
    }

    private void OnDue()
    {
        _firing = true;
        Activation!.Turns.Post(this);
    }

    private void Arm(TimeSpan time) => _clock.Change(time, Timeout.InfiniteTimeSpan);
}
