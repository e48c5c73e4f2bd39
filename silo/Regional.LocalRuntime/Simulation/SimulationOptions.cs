namespace Regional.LocalRuntime.Simulation;

/// <summary>What one simulated run may do.</summary>
public sealed record SimulationOptions
{
    /// <summary>Decides everything that is left to chance.</summary>
    public required ulong Seed { get; init; }

    /// <summary>When virtual time starts.</summary>
    public DateTimeOffset Start { get; init; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Virtual time after which a run that has not ended fails: an hour. Timers alone would go on for ever.
    /// </summary>
    public TimeSpan VirtualTimeMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The longest a message is under way, in virtual time: a millisecond. Messages overtake each other.
    /// </summary>
    public TimeSpan MessageDelayMax { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// The longest a turn takes, in virtual time: 20 microseconds. One in twenty takes up to a message's longest.
    /// </summary>
    public TimeSpan TurnTimeMax { get; init; } = TimeSpan.FromMicroseconds(20);

    /// <summary>Real time after which a turn that does not end fails the run: ten seconds.</summary>
    public TimeSpan RealTurnTimeMax { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>What a run came to. Equal seeds give equal hashes, in every process.</summary>
public sealed record SimulationResult(ulong Seed, ulong EventHash, long EventCount, TimeSpan VirtualTime);

/// <summary>A run failed; the seed in the message replays it.</summary>
public sealed class SimulationFailedException(ulong seed, string message, Exception? inner = null)
    : Exception($"Seed {seed}: {message}", inner)
{
    public ulong Seed { get; } = seed;
}
