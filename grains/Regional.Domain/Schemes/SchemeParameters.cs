using System.Collections.Immutable;

namespace Regional.Domain.Schemes;

/// <summary>A scheme's parameters from a date on.</summary>
/// <param name="Id">Given by the database in order of entry.</param>
/// <param name="ValidFrom">First business date.</param>
/// <param name="Values">By name; text as it was entered.</param>
public sealed record DatedParameters(long Id, DateOnly ValidFrom, ImmutableSortedDictionary<string, string> Values);

/// <summary>
/// The parameters in force on a date: the newest set with a first date on or before it (of equal dates the later entry)
/// replaces all earlier ones whole. What it leaves out has the default the scheme documents.
/// </summary>
public sealed record SchemeParameters(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Every parameter at its default.</summary>
    public static SchemeParameters Defaults { get; } = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Chooses the set in force.</summary>
    public static SchemeParameters InForce(IEnumerable<DatedParameters> sets, DateOnly date) =>
        SetInForce(sets, date) is { } set ? new SchemeParameters(set.Values) : Defaults;

    /// <summary>The set itself; null: none is in force yet.</summary>
    public static DatedParameters? SetInForce(IEnumerable<DatedParameters> sets, DateOnly date)
    {
        DatedParameters? newest = null;
        foreach (var set in sets)
        {
            if (set.ValidFrom <= date
                && (newest is null || (set.ValidFrom, set.Id).CompareTo((newest.ValidFrom, newest.Id)) > 0))
            {
                newest = set;
            }
        }

        return newest;
    }

    /// <summary>The words of a list separated by commas; null: not given.</summary>
    public ImmutableArray<string>? List(string name) => Values.TryGetValue(name, out var text)
        ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
        : null;

    /// <summary>A yes or no; not given or neither: <paramref name="otherwise"/>.</summary>
    public bool Flag(string name, bool otherwise) =>
        Values.TryGetValue(name, out var text) && bool.TryParse(text, out var flag) ? flag : otherwise;
}
