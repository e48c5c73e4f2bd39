using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A running grain timer; disposing it stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>
    /// Sets the time to the next tick and the period; inside a tick it takes effect at the tick's end.
    /// </summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer ticks and what its ticks may do.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    public required TimeSpan DueTime { get; init; }

    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks interleave with requests; off, a tick waits its turn like one.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from idle collection.</summary>
    public bool KeepAlive { get; init; }
}
