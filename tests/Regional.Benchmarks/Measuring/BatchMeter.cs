using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Regional.Contracts.Telemetry;

namespace Regional.Benchmarks.Measuring;

/// <summary>Sizes of the group commits, from the product's own meter.</summary>
internal sealed class BatchMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private ConcurrentQueue<int> _sizes = new();
    private long _secondPaths;

    public BatchMeter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == RegionalMeter.Name
                && instrument.Name is "regional.journal.batch.size" or "regional.journal.second_path")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) => _sizes.Enqueue(size));
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _secondPaths, count));
        _listener.Start();
    }

    /// <summary>What was seen since the last call.</summary>
    public BatchSizes Take()
    {
        var sizes = Interlocked.Exchange(ref _sizes, new ConcurrentQueue<int>()).ToArray();
        Array.Sort(sizes);
        var second = Interlocked.Exchange(ref _secondPaths, 0);
        return sizes.Length == 0
            ? default
            : new BatchSizes(sizes.Length, sizes.Average(), sizes[sizes.Length / 2], sizes[^1], second);
    }

    public void Dispose() => _listener.Dispose();
}

/// <summary>Group commits of a run.</summary>
internal readonly record struct BatchSizes(int Count, double Mean, int Median, int Max, long SecondPaths);
