using System.Collections.Concurrent;

namespace Regional.Conformance.Tests.Cluster;

/// <summary>Barriers by which a test and its grains meet; silo and test share the process on both runtimes.</summary>
internal sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new();
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public int Arrived => Volatile.Read(ref _arrived);

    public static Gate Of(string name) => Gates.GetOrAdd(name, _ => new Gate());

    /// <summary>Says that the grain is here, and waits until the test opens.</summary>
    public Task Pass()
    {
        Arrive();
        return _open.Task.WaitAsync(Bound);
    }

    /// <summary>Says that the grain was here.</summary>
    public void Arrive()
    {
        Interlocked.Increment(ref _arrived);
        _arrivals.Release();
    }

    public void Open() => _open.TrySetResult();

    /// <summary>Waits until so many more have arrived.</summary>
    public async Task WaitForArrivals(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            if (!await _arrivals.WaitAsync(Bound))
            {
                throw new TimeoutException($"Only {Arrived} arrived.");
            }
        }
    }

    /// <summary>Whether somebody arrives within a time in which nobody should.</summary>
    public Task<bool> ArrivesWithin(TimeSpan time) => _arrivals.WaitAsync(time);
}
