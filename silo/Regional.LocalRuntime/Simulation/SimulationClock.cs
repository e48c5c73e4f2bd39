namespace Regional.LocalRuntime.Simulation;

/// <summary>Virtual time. Its timers go off in the pump, at exactly their time.</summary>
internal sealed class SimulationClock(Simulator simulator) : TimeProvider
{
    private bool _isDead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => simulator.Now + Offset;

    public override long GetTimestamp() => simulator.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How far the wall clock is from the world's; what goes by elapsed time does not notice it.</summary>
    public TimeSpan Offset { get; set; }

    /// <summary>None of its timers goes off again: the process they were in has died.</summary>
    public void Kill() => _isDead = true;

    private sealed class Timer(SimulationClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _version++;
            if (dueTime >= TimeSpan.Zero)
            {
                Schedule(dueTime);
            }

            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Schedule(TimeSpan dueTime)
        {
            var version = _version;
            clock.Simulate(dueTime, () =>
            {
                if (version == _version && !clock._isDead)
                {
                    Fire();
                }
            });
        }

        private void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Schedule(_period);
            }

            callback(state);
        }
    }

    private void Simulate(TimeSpan dueTime, Action fire) =>
        simulator.Pump.After(dueTime, SimulationEvent.Timer, 0, 0, fire);
}
