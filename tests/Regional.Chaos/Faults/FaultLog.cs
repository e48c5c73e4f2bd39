using System.Collections.Concurrent;

namespace Regional.Chaos.Faults;

/// <summary>What was done, how often, and how long it took until somebody was told of a commit again.</summary>
public sealed class FaultLog
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<double> _recoverySeconds = [];
    private readonly List<string> _shortfalls = [];

    /// <summary>kill -9 given: one for a silo, one for a PostgreSQL server.</summary>
    public int Kills { get; private set; }

    /// <summary>By kind; and those that met what they were to meet.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public IReadOnlyList<double> RecoverySeconds => _recoverySeconds;

    public IReadOnlyList<string> Shortfalls => _shortfalls;

    public void Count(string what) => _counts.AddOrUpdate(what, 1, static (_, count) => count + 1);

    public void CountKills(int count) => Kills += count;

    public void Recovered(double seconds) => _recoverySeconds.Add(seconds);

    public void FellShort(string what) => _shortfalls.Add(what);
}
