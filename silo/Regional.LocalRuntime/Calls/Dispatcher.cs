using Regional.LocalRuntime.Activations;

namespace Regional.LocalRuntime.Calls;

/// <summary>
/// What differs between the thread pool and the simulation: when a call arrives, who runs next, when an answer is
/// seen, and what time it is. Everything else is shared.
/// </summary>
internal abstract class Dispatcher
{
    public abstract TimeProvider Time { get; }

    /// <summary>How answers resume their callers: through the pool, or plainly inside the pump.</summary>
    public abstract TaskCreationOptions AnswerOptions { get; }

    /// <summary>Takes a call on its way; it ends in <see cref="Hosting.Silo.Receive"/>.</summary>
    public abstract void Send(Call call);

    /// <summary>Takes an answer on its way back; it ends in <see cref="Call.Release"/>.</summary>
    public abstract void Answer(Call call);

    /// <summary>A queue has turns to run and is not scheduled yet.</summary>
    public abstract void Ready(TurnQueue turns);

    /// <summary>A queue came to be; the simulation keeps them, to kill them with their process.</summary>
    public virtual void Added(TurnQueue turns)
    {
    }
}
