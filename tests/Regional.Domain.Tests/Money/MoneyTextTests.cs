using System.Globalization;
using System.Numerics;
using FsCheck.Fluent;
using Regional.Domain.Money;

namespace Regional.Domain.Tests.Money;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("0", 2, 0)]
    [InlineData("12", 2, 1200)]
    [InlineData("12.5", 2, 1250)]
    [InlineData("12.50", 2, 1250)]
    [InlineData("12.500", 2, 1250)]
    [InlineData("0.01", 2, 1)]
    [InlineData("-0.01", 2, -1)]
    [InlineData("-0", 2, 0)]
    [InlineData("007", 0, 7)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("92233720368547758.07", 2, long.MaxValue)]
    [InlineData("92233720368.54775807", 8, long.MaxValue)]
    public void Decimal_text_reads_as_minor_units(string text, byte scale, long expected)
    {
        Assert.Equal(MoneyTextError.None, MoneyText.Parse(text, scale, out var minor));
        Assert.Equal(expected, minor);
    }

    [Theory]
    [InlineData("", 2, MoneyTextError.NotANumber)]
    [InlineData("-", 2, MoneyTextError.NotANumber)]
    [InlineData(".", 2, MoneyTextError.NotANumber)]
    [InlineData(".5", 2, MoneyTextError.NotANumber)]
    [InlineData("5.", 2, MoneyTextError.NotANumber)]
    [InlineData("+5", 2, MoneyTextError.NotANumber)]
    [InlineData("--5", 2, MoneyTextError.NotANumber)]
    [InlineData(" 5", 2, MoneyTextError.NotANumber)]
    [InlineData("5 ", 2, MoneyTextError.NotANumber)]
    [InlineData("1,000", 2, MoneyTextError.NotANumber)]
    [InlineData("1.2.3", 2, MoneyTextError.NotANumber)]
    [InlineData("1e3", 2, MoneyTextError.NotANumber)]
    [InlineData("٣", 2, MoneyTextError.NotANumber)]
    [InlineData("1.001", 2, MoneyTextError.TooPrecise)]
    [InlineData("0.5", 0, MoneyTextError.TooPrecise)]
    [InlineData("9223372036854775808", 0, MoneyTextError.TooLarge)]
    [InlineData("92233720368547758.08", 2, MoneyTextError.TooLarge)]
    [InlineData("99999999999999999999999999999999999999999999999999999999", 8, MoneyTextError.TooLarge)]
    public void Text_that_is_no_amount_says_why(string text, byte scale, MoneyTextError expected)
    {
        Assert.Equal(expected, MoneyText.Parse(text, scale, out var minor));
        Assert.Equal(0, minor);
    }

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(0, 2, "0.00")]
    [InlineData(5, 2, "0.05")]
    [InlineData(-5, 2, "-0.05")]
    [InlineData(-1250, 2, "-12.50")]
    [InlineData(long.MaxValue, 8, "92233720368.54775807")]
    [InlineData(long.MinValue, 2, "-92233720368547758.08")]
    public void Minor_units_are_written_with_exactly_the_scale(long minor, byte scale, string expected) =>
        Assert.Equal(expected, MoneyText.Format(minor, scale));

    [Fact]
    public void Writing_and_reading_gives_the_same_minor_units_at_every_scale() => Holds.ForAll(
        Any.Long(-long.MaxValue, long.MaxValue).Zip(Gen.Choose(0, Currency.ScaleMax)),
        pair =>
        {
            var (minor, scale) = (pair.Item1, (byte)pair.Item2);
            var text = MoneyText.Format(minor, scale);
            Assert.Equal(MoneyTextError.None, MoneyText.Parse(text, scale, out var again));
            Assert.Equal(minor, again);
        });

    [Fact]
    public void Written_text_is_the_exact_decimal_value() => Holds.ForAll(
        Any.Long(long.MinValue, long.MaxValue).Zip(Gen.Choose(0, Currency.ScaleMax)),
        pair =>
        {
            var digits = MoneyText.Format(pair.Item1, (byte)pair.Item2).Replace(".", "", StringComparison.Ordinal);
            Assert.Equal((BigInteger)pair.Item1, BigInteger.Parse(digits, CultureInfo.InvariantCulture));
        });
}
