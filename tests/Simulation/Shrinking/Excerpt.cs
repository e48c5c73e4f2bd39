using System.Text.RegularExpressions;
using Regional.Simulation.Audit;

namespace Regional.Simulation.Shrinking;

/// <summary>
/// The lines of a history that a reader of a violation needs first: those that name what it names, and the end. Of lines
/// that say the same again and again the first and the last are shown.
/// </summary>
internal static partial class Excerpt
{
    /// <summary>Lines before the end that name what the violation names; the whole history goes into a file.</summary>
    private const int NamingCountMax = 40;

    /// <summary>Lines at the end.</summary>
    private const int LastCountMax = 25;

    /// <summary>Of what the violation names; more of it is no longer its subject.</summary>
    private const int NameCountMax = 6;

    private const int MatchMillisecondsMax = 10_000;

    public static IReadOnlyList<string> Of(Violation violation, IReadOnlyList<string> history)
    {
        var names = Names(violation);
        var lines = WithoutRepeats(history);
        var end = Math.Max(0, lines.Count - LastCountMax);
        var naming = lines.Take(end).Where(line => names.Exists(name => IsNamed(line, name))).ToList();
        var left = lines.Count - Math.Min(naming.Count, NamingCountMax) - (lines.Count - end);
        return
        [
            .. naming.TakeLast(NamingCountMax),
            .. left > 0 ? [$"    ... {left} other lines; then the end:"] : Array.Empty<string>(),
            .. lines.Skip(end),
        ];
    }

    // An id alone is enough, a number only with the word before it. Ids are written with hyphens or without.
    private static List<string> Names(Violation violation) =>
        [.. Name().Matches(violation.Text).Select(static match => Plain(match.Value)).Distinct().Take(NameCountMax)];

    private static bool IsNamed(string line, string name)
    {
        var text = Plain(line);
        var at = text.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && (at + name.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + name.Length]));
    }

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal);

    private static List<string> WithoutRepeats(IReadOnlyList<string> history)
    {
        var last = new Dictionary<string, int>();
        for (var at = 0; at < history.Count; at++)
        {
            last[Said(history[at])] = at;
        }

        var isShown = new HashSet<string>();
        return [.. history.Where((line, at) => isShown.Add(Said(line)) | last[Said(line)] == at)];
    }

    private static string Said(string line) => Varying().Replace(line, "");

    [GeneratedRegex(
        "(window|account|instruction|region) [0-9]+|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        RegexOptions.ExplicitCapture, MatchMillisecondsMax)]
    private static partial Regex Name();

    // The time, the number of one of the requests after the faults, and which attempt it is.
    [GeneratedRegex(@"^ *[0-9.]+ |#[12][0-9]{6}|\(attempt [0-9]+\) ", RegexOptions.ExplicitCapture, MatchMillisecondsMax)]
    private static partial Regex Varying();
}
