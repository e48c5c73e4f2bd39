using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface ISlowGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:01")]
    Task WaitAt(string gate, string after);

    Task WaitForCancellation(string gate, string after, CancellationToken cancellationToken);

    [ResponseTimeout("00:00:01")]
    Task WaitBriefly(string gate, string after, CancellationToken cancellationToken);

    Task Touch(CancellationToken cancellationToken);
}

public sealed class SlowGrain : Grain, ISlowGrain
{
    public async Task WaitAt(string gate, string after)
    {
        await Gate.Of(gate).Pass();
        Gate.Of(after).Arrive();
    }

    public async Task WaitForCancellation(string gate, string after, CancellationToken cancellationToken)
    {
        Gate.Of(gate).Arrive();
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Gate.Of(after).Arrive();
            throw;
        }
    }

    public Task WaitBriefly(string gate, string after, CancellationToken cancellationToken) =>
        WaitForCancellation(gate, after, cancellationToken);

    public Task Touch(CancellationToken cancellationToken) => Task.CompletedTask;
}
