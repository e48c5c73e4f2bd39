using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>Values as text that two stores can be compared by: every property, but of moments only that there is one.</summary>
internal static partial class Plain
{
    public static string Text(object? value) => value switch
    {
        null => "-",
        string text => Moment().Replace(text, "<moment>"),
        DateTimeOffset => "<moment>",
        Fingerprint print => Convert.ToHexString(print.Bytes),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        Exception fault => $"throws {fault.GetType().Name}",
        IFormattable plain when value.GetType().IsPrimitive || value is Enum or Guid or TimeSpan or Int128 =>
            plain.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        IDictionary pairs => Sorted(pairs.Cast<object>()),
        IEnumerable items when IsUnordered(value) => Sorted(items.Cast<object>()),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => Members(value),
    };

    private static bool IsUnordered(object value) => value.GetType().Name.Contains("Dictionary", StringComparison.Ordinal);

    private static string Sorted(IEnumerable<object> items) =>
        $"{{{string.Join(", ", items.Select(Text).Order(StringComparer.Ordinal))}}}";

    private static string Members(object value)
    {
        var members = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property.GetIndexParameters().Length == 0 && property.Name != "Entry")
            .OrderBy(static property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{property.Name}={Text(property.GetValue(value))}");
        return $"{value.GetType().Name}({string.Join(", ", members)})";
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moment();
}
