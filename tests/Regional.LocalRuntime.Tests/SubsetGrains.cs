using Orleans.Concurrency;

namespace Regional.LocalRuntime.Tests;

public interface IGenericGrain<T> : IGrainWithStringKey
{
    Task<T> Get();
}

public interface INoKeyGrain : IGrain
{
    Task Touch();
}

public interface IOutsideGrain : IGrainWithStringKey
{
    int Property { get; }

    void Send();

    Task<int> Generic<T>();

    IAsyncEnumerable<int> Stream();

    Task Refer(ref int number);

#pragma warning disable CA1068 // What the rule forbids, on purpose.
    Task Early(CancellationToken token, int number);
#pragma warning restore CA1068

    Task Take(object anything);

    Task<List<NoSerializer>> Give();

    Task Frozen(ImmutableOnly value);

    Task Deep(IReadOnlyList<Careless[]> values);
}

public sealed class NoSerializer
{
    public int Number { get; init; }
}

[Immutable]
public sealed class ImmutableOnly;

[GenerateSerializer]
public sealed class Careless
{
    [Id(0)]
    public int Kept { get; set; }

    public int Lost { get; set; }

    [Id(0)]
    public int Twice { get; set; }

    [Id(2)]
    public NoSerializer? Unknown { get; set; }
}

public abstract class AsyncVoidGrain : Grain
{
    protected async void Forget() => await Task.Yield();
}
