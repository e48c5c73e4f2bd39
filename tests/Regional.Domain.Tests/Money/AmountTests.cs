using Regional.Domain.Money;

namespace Regional.Domain.Tests.Money;

public sealed class AmountTests
{
    private static readonly Currency Rupiah = new("IDR", 0);
    private static readonly Currency Komoko = new("KMK", 2);

    [Fact]
    public void An_amount_has_no_sign() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Amount(-1, Rupiah));

    [Fact]
    public void The_default_amount_is_zero_of_no_currency()
    {
        Assert.True(default(Amount).IsZero);
        Assert.False(default(Amount).Currency.IsValid);
    }

    [Fact]
    public void Amounts_of_one_currency_add_and_subtract()
    {
        Assert.Equal(new Amount(7, Komoko), new Amount(3, Komoko) + new Amount(4, Komoko));
        Assert.Equal(new Amount(1, Komoko), new Amount(4, Komoko) - new Amount(3, Komoko));
    }

    [Fact]
    public void Amounts_of_two_currencies_do_not_add() =>
        Assert.Throws<InvalidOperationException>(() => new Amount(1, Komoko) + new Amount(1, Rupiah));

    [Fact]
    public void The_same_code_at_another_scale_is_another_currency() =>
        Assert.Throws<InvalidOperationException>(() => new Amount(1, Komoko) + new Amount(1, Komoko with { Scale = 3 }));

    [Fact]
    public void A_sum_beyond_the_range_is_no_amount() =>
        Assert.Throws<OverflowException>(() => new Amount(long.MaxValue, Rupiah) + new Amount(1, Rupiah));

    [Fact]
    public void More_cannot_be_taken_away_than_there_is() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Amount(1, Rupiah) - new Amount(2, Rupiah));

    [Theory]
    [InlineData("IDR", 0, true)]
    [InlineData("KM", 8, true)]
    [InlineData("ABCDEFGHIJKL", 2, true)]
    [InlineData("K2", 2, true)]
    [InlineData("K", 2, false)]
    [InlineData("ABCDEFGHIJKLM", 2, false)]
    [InlineData("idr", 2, false)]
    [InlineData("2K", 2, false)]
    [InlineData("K K", 2, false)]
    [InlineData("", 2, false)]
    [InlineData(null, 2, false)]
    [InlineData("IDR", 9, false)]
    public void A_currency_has_a_code_of_capitals_and_digits_and_up_to_eight_decimal_places(
        string? code, byte scale, bool expected) => Assert.Equal(expected, new Currency(code!, scale).IsValid);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 100)]
    [InlineData(8, 100_000_000)]
    public void A_unit_has_ten_to_the_scale_minor_units(byte scale, long expected) =>
        Assert.Equal(expected, new Currency("KMK", scale).MinorPerUnit);
}
