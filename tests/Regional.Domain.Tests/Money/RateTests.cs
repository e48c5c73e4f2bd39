using System.Numerics;
using FsCheck.Fluent;
using Regional.Domain.Money;

namespace Regional.Domain.Tests.Money;

public sealed class RateTests
{
    [Fact]
    public void Fifty_thousand_rupiah_at_160_to_the_cent_are_313_cents_worth_50_080()
    {
        var rate = new Rate(160, 1);
        Assert.Equal(313, rate.ToLowerUp(50_000));
        Assert.Equal(50_080, rate.ToUpperDown(313));
    }

    [Theory]
    [InlineData("160", 160, 1)]
    [InlineData("12.5", 25, 2)]
    [InlineData("1/160", 1, 160)]
    [InlineData("4/6", 2, 3)]
    [InlineData("0.00000001", 1, 100_000_000)]
    [InlineData("4611686018427387904/1", Rate.PartMax, 1)]
    public void A_rate_is_read_as_decimal_or_ratio_and_kept_in_lowest_terms(string text, long numerator, long denominator)
    {
        var rate = Rate.TryParse(text);
        Assert.Equal(new Rate(numerator, denominator), rate);
        Assert.Equal(rate, Rate.TryParse(rate.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1/0")]
    [InlineData("0/1")]
    [InlineData("1/-2")]
    [InlineData("1.5/2")]
    [InlineData("1/2/3")]
    [InlineData("1e3")]
    [InlineData("4611686018427387905/1")]
    [InlineData("0.000000001")]
    public void Text_that_is_no_rate_is_none(string? text) => Assert.Null(Rate.TryParse(text));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    [InlineData(Rate.PartMax + 1, 1)]
    [InlineData(1, Rate.PartMax + 1)]
    public void Parts_outside_the_range_make_no_rate(long numerator, long denominator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(numerator, denominator));

    [Fact]
    public void Conversions_are_the_exact_quotient_rounded_as_named_or_nothing() => Holds.ForAll(
        Any.WholeRange.Zip(Any.Long(0, long.MaxValue)),
        pair =>
        {
            var (rate, value) = pair;
            AssertRounded(rate.ToUpperDown(value), value, rate.Numerator, rate.Denominator, up: false);
            AssertRounded(rate.ToUpperUp(value), value, rate.Numerator, rate.Denominator, up: true);
            AssertRounded(rate.ToLowerUp(value), value, rate.Denominator, rate.Numerator, up: true);
        });

    [Fact]
    public void What_a_rounded_up_payment_is_worth_covers_what_is_asked_by_less_than_one_minor_unit() => Holds.ForAll(
        Any.UsualRate.Zip(Any.Long(1, 1L << 40)),
        pair =>
        {
            var (rate, asked) = pair;
            var paid = rate.ToLowerUp(asked)!.Value;
            var worth = rate.ToUpperDown(paid)!.Value;
            Assert.InRange(worth - asked, 0, rate.ToUpperUp(1)!.Value - 1);
        });

    private static void AssertRounded(long? actual, long value, long times, long over, bool up)
    {
        var exact = BigInteger.DivRem((BigInteger)value * times, over, out var remainder);
        var rounded = up && !remainder.IsZero ? exact + 1 : exact;
        Assert.Equal(rounded > long.MaxValue ? null : (long?)rounded, actual);
    }
}
