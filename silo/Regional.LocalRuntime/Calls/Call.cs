using Orleans.Runtime;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Calls;

/// <summary>One call of a grain method, from the proxy to the answer.</summary>
internal abstract class Call : Request
{
    private protected Call(GrainProxy target, GrainMethod method, object?[] arguments)
    {
        Target = target;
        Method = method;
        Arguments = arguments;
        Parent = Current is { IsFinished: false } sender ? sender : null;
        Sent = Silo.Time.GetTimestamp();
    }

    public GrainProxy Target { get; }

    public GrainMethod Method { get; }

    public object?[] Arguments { get; }

    public Silo Silo => Target.Silo;

    public long Sent { get; }

    /// <summary>The grain that sent it; null when it came from outside.</summary>
    public GrainId? SourceId => Parent?.Activation?.GrainId;

    public TimeSpan Timeout => Method.Timeout ?? Silo.ResponseTimeout;

    public override bool IsAlwaysInterleave => Method.IsAlwaysInterleave;

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool IsKeepAlive => true;

    public override bool IsLocalOnly => false;

    public PendingCalls.Links Pending;

    /// <summary>Hands the stored outcome to the caller, who may have given up.</summary>
    public abstract void Release();

    /// <summary>The caller gives up with this; the callee, if it has started, runs on.</summary>
    public abstract void GiveUp(Exception reason);

    public override string ToString() => $"{Target.GrainId}.{Method.Name}";
}
