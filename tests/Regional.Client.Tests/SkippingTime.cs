namespace Regional.Client.Tests;

/// <summary>A clock whose waits are over at once and written down. The client's time-outs never come.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private static readonly TimeSpan[] Timeouts =
        [Timeout.InfiniteTimeSpan, new RegionalClientOptions().AttemptTimeout, new RegionalClientOptions().StreamIdleMax];

    private DateTimeOffset _now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (Timeouts.Contains(dueTime))
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
