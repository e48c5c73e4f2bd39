using Orleans.Concurrency;
using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Arrives at the gate, waits until it opens, and says how many requests were inside.</summary>
    Task<int> PassThrough(string gate);

    [AlwaysInterleave]
    Task<int> Interleave(string gate);

    [ReadOnly]
    Task<int> Read(string gate);

    Task Append(string gate, int number);

    [AlwaysInterleave]
    Task<int[]> Appended();
}

/// <summary>Requests that count how many of them are inside at once.</summary>
public abstract class CountingGrain : Grain
{
    private readonly List<int> _appended = [];
    private int _inside;

    protected async Task<int> Inside(string gate)
    {
        _inside++;
        try
        {
            await Gate.Of(gate).Pass();
            return _inside;
        }
        finally
        {
            _inside--;
        }
    }

    public async Task Append(string gate, int number)
    {
        await Gate.Of(gate).Pass();
        _appended.Add(number);
    }

    public Task<int[]> Appended() => Task.FromResult(_appended.ToArray());
}

public sealed class TurnGrain : CountingGrain, ITurnGrain
{
    public Task<int> PassThrough(string gate) => Inside(gate);

    public Task<int> Interleave(string gate) => Inside(gate);

    public Task<int> Read(string gate) => Inside(gate);
}

public interface IReentrantGrain : IGrainWithStringKey
{
    Task<int> PassThrough(string gate);

    /// <summary>Adds one in three turns, and throws when another turn ran at the same time.</summary>
    Task Add();

    Task<int> Sum();

    Task<bool> ResumesInTurns();

    Task<int> ViaOther(string key);

    Task<int> Back();
}

[Reentrant]
public sealed class ReentrantGrain : CountingGrain, IReentrantGrain
{
    private int _turns;
    private int _sum;

    public Task<int> PassThrough(string gate) => Inside(gate);

    public async Task Add()
    {
        for (var i = 0; i < 3; i++)
        {
            OneTurn();
            await Task.Yield();
        }
    }

    public Task<int> Sum() => Task.FromResult(_sum);

    public async Task<bool> ResumesInTurns()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current == scheduler;
        await Task.Delay(1);
        return afterYield && TaskScheduler.Current == scheduler && scheduler != TaskScheduler.Default;
    }

    public Task<int> ViaOther(string key) =>
        GrainFactory.GetGrain<IRelayGrain>(key).CallBack(this.GetPrimaryKeyString());

    public Task<int> Back() => Task.FromResult(7);

    private void OneTurn()
    {
        if (Interlocked.Increment(ref _turns) != 1)
        {
            throw new InvalidOperationException("Two turns of one activation ran at the same time.");
        }

        _sum++;
        Thread.SpinWait(100);
        Interlocked.Decrement(ref _turns);
    }
}

public interface IRelayGrain : IGrainWithStringKey
{
    Task<int> CallBack(string key);

    Task<int> Ask(IEchoGrain other, int number);

    Task<IEchoGrain> Give(string key);

    Task<IRelayGrain> Self();
}

public sealed class RelayGrain : Grain, IRelayGrain
{
    public Task<int> CallBack(string key) => GrainFactory.GetGrain<IReentrantGrain>(key).Back();

    public Task<int> Ask(IEchoGrain other, int number) => other.Next(number);

    public Task<IEchoGrain> Give(string key) => Task.FromResult(GrainFactory.GetGrain<IEchoGrain>(key));

    public Task<IRelayGrain> Self() => Task.FromResult(this.AsReference<IRelayGrain>());
}
