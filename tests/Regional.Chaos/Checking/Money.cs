using System.Globalization;

namespace Regional.Chaos.Checking;

/// <summary>Amounts as text in units and as whole minor units, worked out by the checker itself.</summary>
public static class Money
{
    public static long Minor(string text, int scale)
    {
        var minor = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        for (var digit = 0; digit < scale; digit++)
        {
            minor *= 10;
        }

        return decimal.IsInteger(minor) ? (long)minor : throw new FormatException($"{text} has more than {scale} digits.");
    }

    public static string Text(long minor, int scale) =>
        (minor / (decimal)Math.Pow(10, scale)).ToString(CultureInfo.InvariantCulture);
}
