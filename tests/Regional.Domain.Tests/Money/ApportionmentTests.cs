using System.Numerics;
using FsCheck.Fluent;
using Regional.Domain.Money;

namespace Regional.Domain.Tests.Money;

public sealed class ApportionmentTests
{
    [Theory]
    [InlineData(72, new long[] { 5, 2 }, new long[] { 51, 21 })] // worked example, 002: 1,030 → 72 = 51 + 21
    [InlineData(70, new long[] { 60, 50 }, new long[] { 38, 32 })] // worked example, settlement
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(2, new long[] { 1, 1, 1 }, new long[] { 1, 1, 0 })]
    [InlineData(5, new long[] { 0, 3 }, new long[] { 0, 5 })]
    [InlineData(0, new long[] { 3, 4 }, new long[] { 0, 0 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(0, new long[] { }, new long[] { })]
    [InlineData(long.MaxValue, new long[] { long.MaxValue, long.MaxValue }, new long[] { 1L << 62, (1L << 62) - 1 })]
    public void A_whole_is_split_by_largest_remainder_and_ties_go_to_the_earlier(
        long whole, long[] weights, long[] expected) => Assert.Equal(expected, Apportionment.LargestRemainder(whole, weights));

    [Fact]
    public void A_whole_without_a_positive_weight_cannot_be_split() =>
        Assert.Throws<ArgumentException>(() => Apportionment.LargestRemainder(1, [0, 0]));

    [Fact]
    public void Negative_weights_and_wholes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Apportionment.LargestRemainder(-1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Apportionment.LargestRemainder(1, [2, -1]));
    }

    [Fact]
    public void A_whole_beyond_a_long_is_split_where_every_part_fits() => Assert.Equal(
        [long.MaxValue, long.MaxValue, long.MaxValue],
        Apportionment.LargestRemainder((Int128)long.MaxValue * 3, [long.MaxValue, long.MaxValue, long.MaxValue]));

    [Fact]
    public void Parts_sum_to_the_whole_and_each_is_floor_or_ceiling_of_its_share() => Holds.ForAll(
        Any.Long(0, long.MaxValue).Zip(Any.Long(0, long.MaxValue).ListOf()),
        pair =>
        {
            var (whole, weights) = (pair.Item1, pair.Item2.ToArray());
            var total = weights.Aggregate(BigInteger.Zero, static (sum, weight) => sum + weight);
            if (total.IsZero)
            {
                return;
            }

            var parts = Apportionment.LargestRemainder(whole, weights);
            Assert.Equal(whole, parts.Aggregate(BigInteger.Zero, static (sum, part) => sum + part));
            for (var i = 0; i < weights.Length; i++)
            {
                var exact = BigInteger.DivRem((BigInteger)whole * weights[i], total, out var remainder);
                Assert.InRange(parts[i], exact, remainder.IsZero ? exact : exact + 1);
            }
        });
}
