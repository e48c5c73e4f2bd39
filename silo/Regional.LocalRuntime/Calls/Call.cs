using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Calls;

/// <summary>One call of a grain method, from the proxy to the answer.</summary>
internal abstract class Call : Request
{
    private volatile bool _isExpired;

    private protected Call(GrainProxy target, GrainMethod method, object?[] arguments)
    {
        Target = target;
        Method = method;
        Arguments = arguments;
        Parent = Current is { IsFinished: false } sender ? sender : null;
        SourceId = Activation.Current?.GrainId ?? Parent?.Activation?.GrainId;
        Sent = Silo.Time.GetTimestamp();
    }

    public GrainProxy Target { get; }

    public GrainMethod Method { get; }

    public object?[] Arguments { get; }

    public Silo Silo => Target.Silo;

    public long Sent { get; }

    public override GrainId? SourceId { get; }

    public TimeSpan Timeout => Method.Timeout ?? Silo.ResponseTimeout;

    public override bool IsAlwaysInterleave => Method.IsAlwaysInterleave;

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool IsKeepAlive => true;

    public override bool IsLocalOnly => false;

    public override bool IsExpired => _isExpired;

    public override bool IsCancelledOnArrival => Cancellation is { IsAsked: true };

    /// <summary>Whether the caller has its answer, or has given up.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Where it stands among the waiting calls.</summary>
    public PendingCalls.Links Pending;

    /// <summary>The caller's wish to stop, on its way to the callee; null where the method takes no token.</summary>
    public CallCancellation? Cancellation { get; private set; }

    /// <summary>Follows the caller's token from now on; the callee gets one of its own.</summary>
    public void FollowCancellation()
    {
        var index = Method.CancellationIndex;
        if (index >= 0 && Arguments[index] is CancellationToken { CanBeCanceled: true } token)
        {
            Cancellation = new CallCancellation(this);
            Arguments[index] = Cancellation.CalleeToken;
            Cancellation.Follow(token);
        }
    }

    /// <summary>The outcome on its way back, for the simulation's hash.</summary>
    public abstract object? Outcome { get; }

    /// <summary>Hands the stored outcome to the caller, who may have given up.</summary>
    public abstract void Release();

    /// <summary>The caller gives up with this; the callee is not told.</summary>
    public abstract void GiveUp(Exception reason);

    /// <summary>Ends the caller's wait in a deadlock; the call is not started any more.</summary>
    public void Reject(string deadlock)
    {
        _isExpired = true;
        GiveUp(new CallCycleException(deadlock));
    }

    /// <summary>The caller's time is up; the callee, if it has started, runs on.</summary>
    public void Expire()
    {
        _isExpired = true;
        GiveUp(new TimeoutException($"Response did not arrive on time in {Timeout} for message: {this}."));
    }

    public override string ToString() => $"{Target.GrainId}.{Method.Name}";
}
