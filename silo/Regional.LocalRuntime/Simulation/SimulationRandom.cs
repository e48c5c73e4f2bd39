namespace Regional.LocalRuntime.Simulation;

/// <summary>
/// SplitMix64: the simulation's only source of chance, our own so that a seed means the same on every .NET.
/// </summary>
public sealed class SimulationRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextUInt64()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            return EventHash.Mix(_state);
        }
    }

    /// <summary>A number in <c>[0, exclusiveMax)</c>.</summary>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)Math.BigMul(NextUInt64(), (ulong)exclusiveMax, out _);
    }

    /// <summary>A number in <c>[min, exclusiveMax)</c>.</summary>
    public int Next(int min, int exclusiveMax) => min + Next(exclusiveMax - min);

    /// <summary>True so many times in a thousand.</summary>
    public bool Chance(int perMille) => Next(1_000) < perMille;

    /// <summary>A time in <c>[0, max]</c>, in microseconds.</summary>
    public TimeSpan NextTime(TimeSpan max) =>
        TimeSpan.FromMicroseconds(Math.BigMul(NextUInt64(), (ulong)max.TotalMicroseconds + 1, out _));

    /// <summary>A generator of its own, so that what it draws does not shift this one.</summary>
    public SimulationRandom Fork() => new(NextUInt64());
}
