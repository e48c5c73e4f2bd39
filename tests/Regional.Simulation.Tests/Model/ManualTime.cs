namespace Regional.Simulation.Tests.Model;

/// <summary>A world's clock that stands until it is moved; timers go off on the thread that moves it, in order of time.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly PriorityQueue<Timer, (DateTimeOffset Due, long Number)> _due = new();
    private long _number;

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new Timer(() => callback(state));
        _due.Enqueue(timer, (Now + dueTime, _number++));
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var end = Now + time;
        while (_due.TryPeek(out var timer, out var place) && place.Due <= end)
        {
            _due.Dequeue();
            Now = place.Due;
            timer.Fire();
        }

        Now = end;
    }

    private sealed class Timer(Action fire) : ITimer
    {
        private bool _isOver;

        public void Fire()
        {
            if (!_isOver)
            {
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _isOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
