using Orleans.Runtime;

namespace Regional.LocalRuntime.Simulation;

/// <summary>A call or an answer about to leave, numbered in the order of leaving.</summary>
public readonly record struct SimulatedMessage(
    long Number, bool IsAnswer, GrainId? Source, GrainId Target, string Method);

/// <summary>What becomes of a message. The default arrives after a time left to chance.</summary>
public readonly record struct MessageFate
{
    private MessageFate(bool isLost, TimeSpan? delay) => (IsLost, Delay) = (isLost, delay);

    public static MessageFate Deliver => default;

    /// <summary>It never arrives: the caller waits for its time-out.</summary>
    public static MessageFate Lose { get; } = new(isLost: true, delay: null);

    public bool IsLost { get; }

    public TimeSpan? Delay { get; }

    /// <summary>It arrives after this time.</summary>
    public static MessageFate After(TimeSpan delay) => new(isLost: false, delay);
}
