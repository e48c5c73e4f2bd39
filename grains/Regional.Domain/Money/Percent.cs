using System.Globalization;

namespace Regional.Domain.Money;

/// <summary>A share of an amount as an exact number of millionths: 7 % is 70,000.</summary>
/// <remarks><c>default</c> is nothing. Range 0 to 100 %, at most four decimal places of a per cent.</remarks>
public readonly record struct Percent
{
    private const byte Scale = 4;
    private const long Whole = 1_000_000;

    /// <summary>Makes a share of millionths.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 1,000,000.</exception>
    public Percent(long millionths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(millionths);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(millionths, Whole);
        Millionths = millionths;
    }

    /// <summary>0 to 1,000,000.</summary>
    public long Millionths { get; }

    /// <summary>Whether it is a share of nothing.</summary>
    public bool IsZero => Millionths == 0;

    /// <summary>A whole number of per cent.</summary>
    public static Percent OfWhole(int percent) => new(percent * (Whole / 100));

    /// <summary>Reads <c>7</c> or <c>2.5</c>; null when the text is no share from 0 to 100 with four decimals.</summary>
    public static Percent? TryParse(string? text) =>
        MoneyText.Parse(text, Scale, out var millionths) == MoneyTextError.None && millionths is >= 0 and <= Whole
            ? new Percent(millionths)
            : null;

    /// <summary>The share of an amount, half a minor unit rounded up.</summary>
    public Amount Of(Amount amount) =>
        new((long)((((Int128)amount.Minor * Millionths * 2) + Whole) / (2 * Whole)), amount.Currency);

    /// <summary>As people write it, without the sign: <c>7</c>, <c>2.5</c>.</summary>
    public override string ToString() =>
        (Millionths / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);
}
