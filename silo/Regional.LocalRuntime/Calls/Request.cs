using Orleans.Runtime;
using Regional.LocalRuntime.Activations;

namespace Regional.LocalRuntime.Calls;

/// <summary>Something an activation is asked to run: a call or a tick of one of its timers.</summary>
internal abstract class Request
{
    private static readonly AsyncLocal<Request?> Ambient = new();

    /// <summary>The request whose code is running, across its awaits; null outside grains.</summary>
    public static Request? Current
    {
        get => Ambient.Value;
        protected set => Ambient.Value = value;
    }

    /// <summary>The request that sent this one, while both live: the chain that finds deadlocks.</summary>
    public Request? Parent { get; protected set; }

    /// <summary>Where it arrived; null on the way.</summary>
    public Activation? Activation { get; set; }

    /// <summary>Whether it stands in its activation's queue.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>The grain that sent it; null when it came from outside.</summary>
    public abstract GrainId? SourceId { get; }

    public abstract bool IsAlwaysInterleave { get; }

    public abstract bool IsReadOnly { get; }

    /// <summary>Whether it resets the idle time of its activation.</summary>
    public abstract bool IsKeepAlive { get; }

    /// <summary>Whether it belongs to this very activation and is never forwarded to another.</summary>
    public abstract bool IsLocalOnly { get; }

    /// <summary>Whether its time ran out while it waited, so that it is not started.</summary>
    public abstract bool IsExpired { get; }

    /// <summary>Whether it has run to its end.</summary>
    public bool IsFinished { get; protected set; }

    /// <summary>Whether its sender cancelled it on its way.</summary>
    public virtual bool IsCancelledOnArrival => false;

    /// <summary>Runs in a turn of <see cref="Activation"/> and ends in <see cref="Activation.Finished"/>.</summary>
    public abstract Task Run();

    /// <summary>Answers without having run.</summary>
    public abstract void Reject(Exception reason);

    public static void RunAs(Request? request) => Ambient.Value = request;
}
