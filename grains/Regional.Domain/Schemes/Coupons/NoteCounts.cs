using System.Collections.Immutable;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>How many notes of each value; values in minor units, counts positive.</summary>
public sealed record NoteCounts(ImmutableSortedDictionary<long, long> Counts)
{
    /// <summary>No notes.</summary>
    public static NoteCounts None { get; } = new(ImmutableSortedDictionary<long, long>.Empty);

    /// <summary>How many notes of that value.</summary>
    public long this[Amount value] => Counts.GetValueOrDefault(value.Minor);

    /// <summary>All notes, whatever their value.</summary>
    public long Notes => Counts.Values.Sum();

    /// <summary>What they are worth together, minor units.</summary>
    public long Minor => Counts.Sum(static pair => pair.Key * pair.Value);

    /// <summary>With that many more notes of a value.</summary>
    public NoteCounts With(long valueMinor, long more) =>
        more == 0 ? this : new(Counts.SetItem(valueMinor, Counts.GetValueOrDefault(valueMinor) + more));

    /// <inheritdoc />
    public bool Equals(NoteCounts? other) => other is not null && Counts.SequenceEqual(other.Counts);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Notes, Minor);

    /// <inheritdoc />
    public override string ToString() =>
        string.Join(", ", Counts.Reverse().Select(static pair => $"{pair.Value} x {pair.Key}"));
}
