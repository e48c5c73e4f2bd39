using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface IIdleGrain : IGrainWithStringKey
{
    Task Touch();
}

public sealed class IdleGrain : Grain, IIdleGrain
{
    public Task Touch() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Gate.Of($"{this.GetPrimaryKeyString()} {reason.ReasonCode}").Arrive();
        return Task.CompletedTask;
    }
}
