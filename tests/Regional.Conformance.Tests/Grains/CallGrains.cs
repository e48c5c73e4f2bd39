using Orleans.Concurrency;
using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface IEchoGrain : IGrainWithStringKey
{
    Task Nothing();

    ValueTask NothingFast();

    Task<int> Next(int number);

    ValueTask<int> NextFast(int number);

    Task<string> Key();

    Task Fail(string message);

    Task<int> FailLate(string message);

    Task<Guid> Instance();
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public Task Nothing() => Task.CompletedTask;

    public ValueTask NothingFast() => default;

    public Task<int> Next(int number) => Task.FromResult(number + 1);

    public async ValueTask<int> NextFast(int number)
    {
        await Task.Yield();
        return number + 1;
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task Fail(string message) => throw new TestFault(message);

    public async Task<int> FailLate(string message)
    {
        await Task.Yield();
        throw new TestFault(message);
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);
}

[GenerateSerializer]
public sealed class TestFault(string message) : Exception(message);
