using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>An exact part of a whole, 0 to 1: unlike a <see cref="Rate"/> it may be nothing.</summary>
/// <param name="Numerator">0 to the denominator.</param>
/// <param name="Denominator">1 or more.</param>
public readonly record struct Share(long Numerator, long Denominator)
{
    /// <summary>The part of an amount, rounded down.</summary>
    public long OfDown(long minor) => (long)((Int128)minor * Numerator / Denominator);

    /// <summary>Whether a part of a whole is at least this one.</summary>
    public bool IsReachedBy(long part, long whole) => (Int128)part * Denominator >= (Int128)whole * Numerator;

    /// <summary>Reads <c>0.01</c>, <c>1/100</c> or <c>0</c>; null when the text is none of them or above 1.</summary>
    public static Share? TryParse(string? text) =>
        text is not null && MoneyText.Parse(text, Currency.ScaleMax, out var scaled) == MoneyTextError.None && scaled == 0
            ? new Share(0, 1)
            : Rate.TryParse(text) is { } rate && rate.Numerator <= rate.Denominator
                ? new Share(rate.Numerator, rate.Denominator)
                : null;
}
