namespace Regional.Simulation.Model;

/// <summary>
/// The world's clock for what is made before the simulation runs, such as a <see cref="ModelDatabase"/>. It is the
/// system's until <see cref="World"/> is set, which the simulation's body does first.
/// </summary>
public sealed class WorldClock : TimeProvider
{
    /// <summary>The clock it shows: the simulator's own, whose timers survive a crash.</summary>
    public TimeProvider World { get; set; } = System;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => World.GetUtcNow();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        World.CreateTimer(callback, state, dueTime, period);
}
