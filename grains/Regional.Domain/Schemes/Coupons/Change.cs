using System.Collections.Immutable;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// Paying an amount in notes, with the fewest notes: exact for any set of values and any stock, where taking the
/// largest note first would miss what can be paid (30 out of 25 and 10s).
/// </summary>
public sealed class Change
{
    // Amounts beyond this many of the notes' common unit first lose their largest notes: 20 million rupiah in thousands.
    private const int UnitCountMax = 20_000;

    private readonly ImmutableArray<Pack> _packs;
    private readonly long _unit;

    private Change(IEnumerable<Pack> packs)
    {
        _packs = [.. packs.Where(static pack => pack.Count > 0).OrderByDescending(static pack => pack.Value)];
        _unit = _packs.Aggregate(0L, static (unit, pack) => GreatestCommonDivisor(pack.Value, unit));
    }

    /// <summary>As many notes of each value as are wanted.</summary>
    public static Change Unlimited(ImmutableArray<Amount> denominations) =>
        new(denominations.Select(static value => new Pack(value.Minor, long.MaxValue)));

    /// <summary>Only the notes at hand.</summary>
    public static Change From(NoteCounts stock) =>
        new(stock.Counts.Select(static pair => new Pack(pair.Key, pair.Value)));

    /// <summary>The notes that make exactly this amount; null: they cannot.</summary>
    public NoteCounts? Make(Amount amount)
    {
        if (amount.IsZero || _packs.IsEmpty || amount.Minor % _unit != 0)
        {
            return amount.IsZero ? NoteCounts.None : null;
        }

        var (large, rest) = TakeLarge(amount.Minor);
        return new ChangeTable(Left(large), _unit, rest).Notes(rest, large);
    }

    /// <summary>The largest amount not beyond the bound that the notes can make; zero: none.</summary>
    public Amount LargestWithin(Amount bound)
    {
        if (_packs.IsEmpty)
        {
            return new Amount(0, bound.Currency);
        }

        var (large, rest) = TakeLarge(bound.Minor);
        return new Amount(large.Minor + new ChangeTable(Left(large), _unit, rest).Largest, bound.Currency);
    }

    private (NoteCounts Large, long Left) TakeLarge(long amount)
    {
        var (large, rest) = (NoteCounts.None, amount);
        foreach (var pack in _packs)
        {
            var over = Math.Max(rest - (UnitCountMax * _unit), 0);
            var count = Math.Min(pack.Count, over / pack.Value);
            (large, rest) = (large.With(pack.Value, count), rest - (count * pack.Value));
        }

        return (large, Math.Min(rest, (UnitCountMax * _unit) + _packs[0].Value));
    }

    private IEnumerable<Pack> Left(NoteCounts large) =>
        _packs.Select(pack => pack with { Count = pack.Count - large.Counts.GetValueOrDefault(pack.Value) });

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}

/// <summary>Notes of one value.</summary>
/// <param name="Value">Minor units.</param>
/// <param name="Count">How many.</param>
internal readonly record struct Pack(long Value, long Count);
