namespace Regional.Client.Tests;

/// <summary>A clock whose waits are over at once and written down. Time-outs, which are longer, never come.</summary>
internal sealed class SkippingTime : TimeProvider
{
    // Every delay of the tests is shorter, every attempt's time-out longer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private DateTimeOffset _now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime > LongestWait)
        {
            return new NoTimer();
        }

        lock (Waits)
        {
            Waits.Add(dueTime);
            _now += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
