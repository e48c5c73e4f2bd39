namespace Regional.Simulation.Model;

/// <summary>Everything that took effect, in order. Nothing in it is changed or removed.</summary>
internal sealed class ModelHistory(ModelClock clock)
{
    private readonly List<HistoryEntry> _entries = [];

    public IReadOnlyList<HistoryEntry> Entries => _entries;

    /// <summary>Adds an entry made of its position and the clock's time.</summary>
    public void Add(Func<int, DateTimeOffset, HistoryEntry> make) => _entries.Add(make(_entries.Count, clock.Now));
}
