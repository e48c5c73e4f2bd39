namespace Regional.Benchmarks.Workloads;

/// <summary>A caller's own chance (SplitMix64): seeded, without locks.</summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 up to, without, the bound.</summary>
    public int Next(int bound) => (int)(((UInt128)NextBits() * (uint)bound) >> 64);

    /// <summary>0 up to, without, 1.</summary>
    public double NextFraction() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
