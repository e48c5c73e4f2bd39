using System.Globalization;

namespace Regional.Simulation.Running;

/// <summary>What was asked on the command line.</summary>
internal sealed record CommandLine
{
    /// <summary>A thousand seeds of this many fit into ten minutes on two cores.</summary>
    public const int OperationsDefault = 2_100;

    public const string Usage =
        """
        ops/sim [--seeds N] [--start S] [--operations K] [--workers W] [--until-found] [--verbose]
                  [--history FOLDER]

          --seeds N        how many seeds (100)
          --start S        the first of them (1)
          --operations K   requests of each (2100)
          --workers W      processes side by side (2)
          --until-found    end at the first violation, without looking for its smallest prefix
          --verbose        a table of what was asked and how it was answered
          --history FOLDER where the history of a failed seed is written (.data/sim)
        """;

    public ulong Start { get; init; } = 1;

    public int Seeds { get; init; } = 100;

    public int Operations { get; init; } = OperationsDefault;

    public int Workers { get; init; } = 2;

    public bool UntilFound { get; init; }

    public bool IsVerbose { get; init; }

    public string HistoryFolder { get; init; } = ".data/sim";

    /// <summary>Of a worker: run every so many seeds only.</summary>
    public int? Stride { get; init; }

    /// <summary>Null: the line says something unknown.</summary>
    public static CommandLine? Read(string[] words)
    {
        var line = new CommandLine();
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at] is "--until-found" or "--verbose")
            {
                line = words[at] == "--verbose" ? line with { IsVerbose = true } : line with { UntilFound = true };
                continue;
            }

            if (at + 1 == words.Length || Take(line, words[at], words[++at]) is not { } next)
            {
                return null;
            }

            line = next;
        }

        return line;
    }

    private static CommandLine? Take(CommandLine line, string name, string value)
    {
        if (name == "--history")
        {
            return line with { HistoryFolder = value };
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? name switch
            {
                "--seeds" => line with { Seeds = number },
                "--start" => line with { Start = (ulong)number },
                "--operations" when number > 0 => line with { Operations = number },
                "--workers" when number > 0 => line with { Workers = number },
                "--stride" when number > 0 => line with { Stride = number },
                _ => null,
            }
            : null;
    }
}
