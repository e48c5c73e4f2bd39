using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>What a till's count says: its notes, what is missing, what was found too much.</summary>
/// <param name="AtHand">Expected and counted: they go to the stock.</param>
/// <param name="Missing">Expected and not counted.</param>
/// <param name="Found">Counted and not expected.</param>
public sealed record TillCount(
    ImmutableArray<NoteRange> AtHand, ImmutableArray<NoteRange> Missing, ImmutableArray<NoteRange> Found)
{
    /// <summary>Compares what should be in a till with what was counted.</summary>
    public static TillCount Compare(IEnumerable<NoteSerial> expected, IEnumerable<NoteRange> counted)
    {
        var due = expected.ToHashSet();
        var seen = counted.SelectMany(NoteRules.Serials).ToHashSet();
        return new TillCount(
            [.. NoteRange.Of(due.Where(seen.Contains))],
            [.. NoteRange.Of(due.Where(note => !seen.Contains(note)))],
            [.. NoteRange.Of(seen.Where(note => !due.Contains(note)))]);
    }
}
