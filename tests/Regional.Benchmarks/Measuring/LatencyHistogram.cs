using System.Numerics;

namespace Regional.Benchmarks.Measuring;

/// <summary>Latencies in logarithmic buckets of 1.6 % width, counted without locks.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int BucketCount = (64 - SubBits) << SubBits;

    private readonly long[] _counts = new long[BucketCount];

    public long Count => _counts.Sum();

    public void Record(TimeSpan latency) =>
        Interlocked.Increment(ref _counts[BucketOf(Math.Max(0, (long)latency.TotalMicroseconds))]);

    /// <summary>The latency that this share of calls did not exceed; zero when there were none.</summary>
    public TimeSpan Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        for (var bucket = 0; bucket < BucketCount; bucket++)
        {
            wanted -= _counts[bucket];
            if (wanted <= 0)
            {
                return TimeSpan.FromMicroseconds(UpperBound(bucket));
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>Bucket numbers with their counts, for another process to add.</summary>
    public IEnumerable<(int Bucket, long Count)> NotEmpty() =>
        _counts.Select(static (count, bucket) => (bucket, count)).Where(static one => one.count > 0);

    public void Add(int bucket, long count) => _counts[bucket] += count;

    private static int BucketOf(long micros)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)micros);
        var shift = Math.Max(0, bits - SubBits - 1);
        return (shift << SubBits) + (int)(micros >> shift);
    }

    private static double UpperBound(int bucket)
    {
        var shift = Math.Max(0, (bucket >> SubBits) - 1);
        return ((long)(bucket - (shift << SubBits)) << shift) + (1L << shift);
    }
}
