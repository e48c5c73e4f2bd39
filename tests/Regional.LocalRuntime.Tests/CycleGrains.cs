using System.Collections.Concurrent;
using Orleans.Concurrency;

namespace Regional.LocalRuntime.Tests;

public interface ICycleGrain : IGrainWithStringKey
{
    /// <summary>Calls the next key of the path, and so on; the last answers with its key.</summary>
    Task<string> Walk(string[] path);

    /// <summary>Waits for its partner to be here too, then calls it.</summary>
    Task<string> Cross(string partner, string meeting);

    Task<string> Key();

    Task Block(string until);
}

public sealed class CycleGrain : Grain, ICycleGrain
{
    internal static readonly ConcurrentDictionary<string, (int Count, TaskCompletionSource Met)> Meetings = new();

    internal static readonly ConcurrentDictionary<string, ManualResetEventSlim> Blocks = new();

    public Task<string> Walk(string[] path) => path is [var next, .. var rest]
        ? GrainFactory.GetGrain<ICycleGrain>(next).Walk(rest)
        : Key();

    public async Task<string> Cross(string partner, string meeting)
    {
        var (count, met) = Meetings.AddOrUpdate(
            meeting,
            _ => (1, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)),
            (_, m) => (m.Count + 1, m.Met));
        if (count == 2)
        {
            met.SetResult();
        }

        await met.Task;
        return await GrainFactory.GetGrain<ICycleGrain>(partner).Key();
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task Block(string until)
    {
        Blocks.GetOrAdd(until, _ => new ManualResetEventSlim()).Wait(LocalHost.Bound);
        return Task.CompletedTask;
    }
}

public interface IActivationCycleGrain : IGrainWithStringKey
{
    Task Touch();
}

/// <summary>Calls itself while it activates.</summary>
[Reentrant]
public sealed class ActivationCycleGrain : Grain, IActivationCycleGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IActivationCycleGrain>(this.GetPrimaryKeyString()).Touch();

    public Task Touch() => Task.CompletedTask;
}
