using Orleans.Concurrency;
using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface IIdleGrain : IGrainWithStringKey
{
    Task Touch();

    Task TouchAndDelay(TimeSpan time);

    Task StartTimer(string gate, bool keepAlive);
}

/// <summary>Collected soon after its last request.</summary>
public sealed class IdleGrain : Grain, IIdleGrain
{
    public Task Touch() => Task.CompletedTask;

    public Task TouchAndDelay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task StartTimer(string gate, bool keepAlive)
    {
        this.RegisterGrainTimer(
            _ =>
            {
                Gate.Of(gate).Arrive();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(200))
            {
                KeepAlive = keepAlive,
            });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Gate.Of($"{this.GetPrimaryKeyString()} {reason.ReasonCode}").Arrive();
        return Task.CompletedTask;
    }
}

public interface ILifecycleGrain : IGrainWithStringKey
{
    Task<Guid> Instance();

    Task<Guid> DeactivateAfterwards();

    Task<Guid> DeactivateAndWait(string gate);
}

public sealed class LifecycleGrain : Grain, ILifecycleGrain, IDisposable
{
    private readonly Guid _instance = Guid.NewGuid();

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public Task<Guid> DeactivateAfterwards()
    {
        DeactivateOnIdle();
        return Task.FromResult(_instance);
    }

    public async Task<Guid> DeactivateAndWait(string gate)
    {
        DeactivateOnIdle();
        await Gate.Of(gate).Pass();
        return _instance;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Gate.Of($"{this.GetPrimaryKeyString()} activated").Arrive();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Gate.Of($"{this.GetPrimaryKeyString()} {reason.ReasonCode}").Arrive();
        return Task.CompletedTask;
    }

    public void Dispose() => Gate.Of($"{this.GetPrimaryKeyString()} disposed").Arrive();
}

public interface IFailingGrain : IGrainWithStringKey
{
    Task<int> Attempts();
}

/// <summary>Fails to activate the first time.</summary>
public sealed class FailingGrain : Grain, IFailingGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var gate = Gate.Of(this.GetPrimaryKeyString());
        gate.Arrive();
        if (gate.Arrived == 1)
        {
            throw new TestFault("activation refused");
        }
    }

    public Task<int> Attempts() => Task.FromResult(Gate.Of(this.GetPrimaryKeyString()).Arrived);
}

public interface IUnbuildableGrain : IGrainWithStringKey
{
    Task Touch();
}

public sealed class UnbuildableGrain : Grain, IUnbuildableGrain
{
    public UnbuildableGrain() => throw new TestFault("constructor refused");

    public Task Touch() => Task.CompletedTask;
}

public interface ISlowStartGrain : IGrainWithStringKey
{
    Task<int> Touch();
}

/// <summary>Waits at a gate while it activates.</summary>
[Reentrant]
public sealed class SlowStartGrain : Grain, ISlowStartGrain
{
    private int _touched;
    private bool _active;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Gate.Of(this.GetPrimaryKeyString()).Pass();
        _active = true;
    }

    public Task<int> Touch() => _active ? Task.FromResult(++_touched) : throw new TestFault("not active yet");
}

public interface IInjectedGrain : IGrainWithStringKey
{
    Task<string> Describe();
}

public sealed class InjectedGrain(
    IGrainContext context, IGrainFactory grains, ScopedService scoped, ScopedService again) : Grain, IInjectedGrain
{
    public async Task<string> Describe()
    {
        var echo = await grains.GetGrain<IEchoGrain>("echo").Next(1);
        return $"{context.GrainId.Key} {echo} {ReferenceEquals(scoped, again)} "
            + $"{ReferenceEquals(ServiceProvider.GetService(typeof(ScopedService)), scoped)}";
    }
}

public sealed class ScopedService : IDisposable
{
    private static int s_disposed;

    public static int DisposedCount => Volatile.Read(ref s_disposed);

    public void Dispose() => Interlocked.Increment(ref s_disposed);
}
