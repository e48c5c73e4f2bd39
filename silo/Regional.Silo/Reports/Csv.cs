using System.Text;

namespace Regional.Silo.Reports;

/// <summary>Lines of CSV as RFC 4180 says.</summary>
internal static class Csv
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static string Line(params ReadOnlySpan<string?> values)
    {
        var line = new StringBuilder();
        for (var at = 0; at < values.Length; at++)
        {
            if (at > 0)
            {
                line.Append(',');
            }

            line.Append(Quoted(values[at] ?? ""));
        }

        return line.Append("\r\n").ToString();
    }

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
