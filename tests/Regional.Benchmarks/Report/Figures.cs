using System.Globalization;

namespace Regional.Benchmarks.Report;

/// <summary>Figures by name, each with what every round gave.</summary>
internal sealed class Figures
{
    private readonly Dictionary<string, List<double>> _values = [];

    /// <summary>Names in the order of their first value.</summary>
    public IEnumerable<string> Names => _values.Keys;

    public void Add(string name, double value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values.Add(name, values = []);
        }

        values.Add(value);
    }

    /// <summary>The median of the rounds; null: there is no such figure.</summary>
    public double? Median(string name) => _values.TryGetValue(name, out var values) ? Of(values, 0.5) : null;

    /// <summary>Name, minimum, median, maximum, number of rounds.</summary>
    public IEnumerable<string> Table()
    {
        var width = Math.Max(40, _values.Keys.Select(static name => name.Length).DefaultIfEmpty().Max());
        yield return $"{"figure".PadRight(width)} {"minimum",12} {"median",12} {"maximum",12}  rounds";
        foreach (var (name, values) in _values)
        {
            yield return $"{name.PadRight(width)} {Text(values.Min()),12} {Text(Of(values, 0.5)),12} "
                + $"{Text(values.Max()),12}  {values.Count}";
        }
    }

    /// <summary>Lines that a script can read.</summary>
    public IEnumerable<string> Lines() => _values.Select(static pair => $"{pair.Key} {Text(Of(pair.Value, 0.5))}");

    /// <summary>Four significant digits are more than a benchmark knows.</summary>
    public static string Text(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static double Of(List<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        var at = (sorted.Length - 1) * share;
        var (low, high) = (sorted[(int)Math.Floor(at)], sorted[(int)Math.Ceiling(at)]);
        return low + ((high - low) * (at - Math.Floor(at)));
    }
}
