using System.Globalization;

namespace Regional.Cli.Screen;

/// <summary>Times and dates as every table writes them: ISO 8601, UTC, to the second.</summary>
internal static class Figures
{
    public static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Date(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A count with thousands separated, as in <c>12,000</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
