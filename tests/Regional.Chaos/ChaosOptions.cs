using System.Globalization;

namespace Regional.Chaos;

/// <summary>How a run is to be.</summary>
public sealed record ChaosOptions
{
    /// <summary>How long faults are made under load; set-up and aftermath come on top.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Which faults come in which order, for how long, and what every client draws. When exactly a fault meets which
    /// request is the machine's chance: a seed repeats a run in kind, not in every step.
    /// </summary>
    public int Seed { get; init; } = 20000807;

    /// <summary>Clients that pay; two more close windows and import files.</summary>
    public int ClientCount { get; init; } = 24;

    /// <summary>Silos on one database; Local has one. Three, so that two can vote a third one dead.</summary>
    public int SiloCount { get; init; } = 3;

    /// <summary>Connections of a silo's pool: fewer than it would like.</summary>
    public int ConnectionCount { get; init; } = 6;

    /// <summary>Where notes and logs are left; null: nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary>Reads <c>--minutes M --seed S --clients C --silos N --folder F</c>; null: not understood.</summary>
    public static ChaosOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new ChaosOptions();
        for (var at = 0; at < arguments.Count; at += 2)
        {
            var value = at + 1 < arguments.Count ? arguments[at + 1] : "";
            var read = arguments[at] switch
            {
                "--minutes" when Number(value) is > 0 and <= 24 * 60 and var minutes =>
                    options with { Length = TimeSpan.FromMinutes(minutes) },
                "--seed" when int.TryParse(value, out var seed) => options with { Seed = seed },
                "--clients" when int.TryParse(value, out var count) && count is >= 1 and <= 500 =>
                    options with { ClientCount = count },
                "--silos" when int.TryParse(value, out var count) && count is >= 1 and <= 9 =>
                    options with { SiloCount = count },
                "--folder" when value.Length > 0 => options with { Folder = value },
                _ => null,
            };
            if (read is null)
            {
                return null;
            }

            options = read;
        }

        return options;
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
