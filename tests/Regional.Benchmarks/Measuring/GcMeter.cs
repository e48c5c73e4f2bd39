namespace Regional.Benchmarks.Measuring;

/// <summary>Garbage collections of this process so far.</summary>
/// <param name="Pause">How long they kept every thread waiting, in all.</param>
/// <param name="Allocated">Bytes of new objects.</param>
internal readonly record struct GcReading(int Count, TimeSpan Pause, long Allocated)
{
    /// <summary>Reads the counts of the runtime.</summary>
    public static GcReading Now() =>
        new(GC.CollectionCount(0), GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());

    /// <summary>What happened between two readings.</summary>
    public static GcReading operator -(GcReading later, GcReading earlier) =>
        new(later.Count - earlier.Count, later.Pause - earlier.Pause, later.Allocated - earlier.Allocated);
}
