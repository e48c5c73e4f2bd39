using System.Collections.Immutable;
using System.Numerics;

namespace Regional.Domain.Money;

/// <summary>Splitting one amount into parts that sum to the whole: the only place where money is divided.</summary>
public static class Apportionment
{
    /// <summary>
    /// Splits <paramref name="whole"/> in proportion to <paramref name="weights"/> by largest remainder; equal
    /// remainders go to the earlier weight, so callers order the weights by id.
    /// </summary>
    /// <param name="whole">Minor units, not negative; beyond a long only where every part still fits one.</param>
    /// <param name="weights">Not negative, at least one positive unless the whole is zero.</param>
    /// <returns>One part per weight, each floor or ceiling of its exact share; together exactly the whole.</returns>
    public static ImmutableArray<long> LargestRemainder(Int128 whole, ReadOnlySpan<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(whole);
        Int128 total = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            total += weight;
        }

        if (total == 0)
        {
            return whole == 0
                ? ImmutableArray.Create(new long[weights.Length])
                : throw new ArgumentException("No weight is positive.", nameof(weights));
        }

        var parts = new long[weights.Length];
        var remainders = new (BigInteger Remainder, int Index)[weights.Length];
        Int128 given = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var (share, remainder) = BigInteger.DivRem((BigInteger)whole * weights[i], total);
            parts[i] = (long)share;
            remainders[i] = (remainder, i);
            given += parts[i];
        }

        Array.Sort(remainders, static (a, b) =>
            a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Index.CompareTo(b.Index));
        for (var i = 0; given < whole; i++, given++)
        {
            parts[remainders[i].Index]++;
        }

        return ImmutableArray.Create(parts);
    }
}
