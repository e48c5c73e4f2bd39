using System.Globalization;

namespace Regional.Domain.Money;

/// <summary>A quantity of money without sign: minor units of one currency, 0 to 2^63 − 1.</summary>
/// <remarks><c>default</c> is zero of no currency. Arithmetic is checked and only within one currency.</remarks>
public readonly record struct Amount
{
    /// <summary>Makes an amount from minor units.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minor units are negative.</exception>
    public Amount(long minor, Currency currency)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minor);
        (Minor, Currency) = (minor, currency);
    }

    /// <summary>Minor units, never negative.</summary>
    public long Minor { get; }

    /// <summary>The unit of account.</summary>
    public Currency Currency { get; }

    /// <summary>Whether nothing is meant.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>Adds within one currency; overflow throws.</summary>
    public static Amount operator +(Amount left, Amount right) =>
        new(left.Minor + right.Minor, Same(left.Currency, right.Currency));

    /// <summary>Subtracts within one currency; a negative result throws.</summary>
    public static Amount operator -(Amount left, Amount right) =>
        new(left.Minor - right.Minor, Same(left.Currency, right.Currency));

    /// <summary>The amount in units with exactly the currency's decimal places, without the code: <c>12.50</c>.</summary>
    public string ToDecimalString() => MoneyText.Format(Minor, Currency.Scale);

    /// <inheritdoc />
    public override string ToString() => $"{ToDecimalString()} {Currency.Code}";

    internal static Currency Same(Currency left, Currency right) =>
        left == right
            ? left
            : throw new InvalidOperationException($"Amounts in {left.Code} and {right.Code} cannot be combined.");
}

/// <summary>Decimal text of minor units and back; no floating point and no culture.</summary>
public static class MoneyText
{
    /// <summary>Writes minor units with exactly <paramref name="scale"/> decimal places.</summary>
    public static string Format(long minor, byte scale)
    {
        if (scale == 0)
        {
            return minor.ToString(CultureInfo.InvariantCulture);
        }

        var digits = UInt128.CreateChecked(Int128.Abs(minor)).ToString(CultureInfo.InvariantCulture)
            .PadLeft(scale + 1, '0');
        return $"{(minor < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }

    /// <summary>Reads decimal text such as <c>12.5</c> into minor units.</summary>
    /// <returns>What was wrong, or <see cref="MoneyTextError.None"/>.</returns>
    public static MoneyTextError Parse(ReadOnlySpan<char> text, byte scale, out long minor)
    {
        minor = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var digits = negative ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AllDigits(whole) || !AllDigits(fraction))
        {
            return MoneyTextError.NotANumber;
        }

        if (fraction.TrimEnd('0').Length > scale)
        {
            return MoneyTextError.TooPrecise;
        }

        Int128 value = 0;
        foreach (var digit in whole.TrimStart('0'))
        {
            value = (value * 10) + (digit - '0');
            if (value > long.MaxValue)
            {
                return MoneyTextError.TooLarge;
            }
        }

        for (var place = 0; place < scale; place++)
        {
            value = (value * 10) + (place < fraction.Length ? fraction[place] - '0' : 0);
        }

        if (value > long.MaxValue)
        {
            return MoneyTextError.TooLarge;
        }

        minor = (long)(negative ? -value : value);
        return MoneyTextError.None;
    }

    private static bool AllDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Why decimal text is not an amount.</summary>
public enum MoneyTextError
{
    /// <summary>Nothing wrong.</summary>
    None,

    /// <summary>Not decimal digits with at most one point.</summary>
    NotANumber,

    /// <summary>More decimal places than the currency has.</summary>
    TooPrecise,

    /// <summary>Beyond 2^63 − 1 minor units.</summary>
    TooLarge,
}
