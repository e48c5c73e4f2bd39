namespace Regional.Domain.Money;

/// <summary>
/// An exact rate between two units: how many <i>minor</i> units of the upper ledger (towards the region) one minor unit
/// of the lower ledger is worth. 160 rupiah to the komoko cent is 160/1. DESIGN section 3.
/// </summary>
/// <remarks><c>default</c> is no rate and is refused. Both parts are 1 to 2^62.</remarks>
public readonly record struct Rate
{
    /// <summary>The largest numerator or denominator, so that a product with an amount fits 128 bits.</summary>
    public const long PartMax = 1L << 62;

    /// <summary>Makes a rate in lowest terms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is outside 1 to <see cref="PartMax"/>.</exception>
    public Rate(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, PartMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(denominator, PartMax);
        var divisor = GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    /// <summary>One to one.</summary>
    public static Rate Par => new(1, 1);

    /// <summary>Upper minor units, in lowest terms.</summary>
    public long Numerator { get; }

    /// <summary>Lower minor units, in lowest terms.</summary>
    public long Denominator { get; }

    /// <summary>Upper units for lower units, rounded down. Null when it does not fit.</summary>
    public long? ToUpperDown(long lowerMinor) => Scaled(lowerMinor, Numerator, Denominator, roundUp: false);

    /// <summary>Upper units for lower units, rounded up. Null when it does not fit.</summary>
    public long? ToUpperUp(long lowerMinor) => Scaled(lowerMinor, Numerator, Denominator, roundUp: true);

    /// <summary>The least lower units worth at least these upper units: rounded up. Null when it does not fit.</summary>
    public long? ToLowerUp(long upperMinor) => Scaled(upperMinor, Denominator, Numerator, roundUp: true);

    /// <inheritdoc />
    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    /// <summary>Reads <c>160</c>, <c>12.5</c> or <c>1/160</c>; null when the text is none of them or out of range.</summary>
    public static Rate? TryParse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            return MoneyText.Parse(text.AsSpan(0, slash), 0, out var above) == MoneyTextError.None
                && MoneyText.Parse(text.AsSpan(slash + 1), 0, out var below) == MoneyTextError.None
                ? Of(above, below)
                : null;
        }

        if (!text.Contains('.', StringComparison.Ordinal))
        {
            return MoneyText.Parse(text, 0, out var whole) == MoneyTextError.None ? Of(whole, 1) : null;
        }

        return MoneyText.Parse(text, Currency.ScaleMax, out var scaled) == MoneyTextError.None
            ? Of(scaled, new Currency("XX", Currency.ScaleMax).MinorPerUnit)
            : null;
    }

    private static Rate? Of(long numerator, long denominator) =>
        numerator is >= 1 and <= PartMax && denominator is >= 1 and <= PartMax ? new Rate(numerator, denominator) : null;

    private static long? Scaled(long value, long times, long over, bool roundUp)
    {
        var (quotient, remainder) = Int128.DivRem((Int128)value * times, over);
        var rounded = roundUp && remainder > 0 ? quotient + 1 : quotient;
        return rounded > long.MaxValue ? null : (long)rounded;
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
