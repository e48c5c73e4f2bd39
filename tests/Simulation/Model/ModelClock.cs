namespace Regional.Simulation.Model;

/// <summary>
/// The database server's clock and its waits, by the world's time: both go on when a silo crashes. The clock may be set
/// apart from the world's and jump; waits are not touched by that.
/// </summary>
internal sealed class ModelClock(TimeProvider world)
{
    // Timers are held here: nobody else refers to those of the real TimeProvider.
    private readonly HashSet<ITimer> _timers = [];

    public TimeSpan Offset { get; set; }

    /// <summary>As PostgreSQL tells it: whole microseconds, UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = world.GetUtcNow().ToUniversalTime() + Offset;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Does it when the time has passed; without a wait at once.</summary>
    public void After(TimeSpan wait, Action action)
    {
        if (wait <= TimeSpan.Zero)
        {
            action();
            return;
        }

        ITimer? timer = null;
        timer = world.CreateTimer(
            _ =>
            {
                _timers.Remove(timer!);
                timer!.Dispose();
                action();
            },
            state: null, wait, Timeout.InfiniteTimeSpan);
        _timers.Add(timer);
    }
}
