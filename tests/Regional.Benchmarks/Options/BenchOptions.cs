namespace Regional.Benchmarks.Options;

/// <summary>What is measured.</summary>
internal enum BenchMode
{
    /// <summary>Every workload and sweep; under twenty minutes.</summary>
    Full,

    /// <summary>The figures with gates; under three minutes.</summary>
    Quick,

    /// <summary>Few against many accounts, transfers, communities; data are kept; up to an hour.</summary>
    Growth,

    /// <summary>The end of a period with a million accounts; some minutes.</summary>
    Periods,

    /// <summary>BenchmarkDotNet.</summary>
    Micro,
}

/// <summary>The command line, as <c>ops/bench</c> gives it.</summary>
/// <param name="Server">A superuser's connection string to the benchmark's own server.</param>
/// <param name="Only">Parts to be run; empty: all of the mode.</param>
internal sealed record BenchOptions(BenchMode Mode, string Server, IReadOnlyList<string> Only, TimeSpan? Length, int? Rounds)
{
    public const string Usage = """
        ops/bench [--quick | --growth | --periods | --micro] [--only part[,part …]] [--seconds N] [--rounds N]

          --quick    the figures with gates, in under three minutes
          --growth   10^3 to 10^6 accounts, 10^7 transfers, 1 to 300 communities; data are kept in .data/bench-growth
          --periods  the end of a period of a pool with a million accounts, once broken off and taken up again; of a
                     coupon book that charges each of a million
          --micro    the rules, the runtime's call and the batcher (BenchmarkDotNet)
          --only     only these parts: a workload (uniform, zipf, hot-payee, hot-payer, fees, trade-20, trade-50,
                     trade-100, pending-then-post), sweep, tail, open, http, overload, memory, start; of periods pool, charged
          --seconds  length of each measured run
          --rounds   how often each figure is taken
        """;

    /// <summary>Reads the command line; null: it cannot be read.</summary>
    public static BenchOptions? Parse(string[] arguments, string? server)
    {
        var options = new BenchOptions(BenchMode.Full, server ?? "", [], Length: null, Rounds: null);
        for (var at = 0; at < arguments.Length; at++)
        {
            var value = at + 1 < arguments.Length ? arguments[at + 1] : "";
            switch (arguments[at])
            {
                case "--quick":
                    options = options with { Mode = BenchMode.Quick };
                    break;
                case "--growth":
                    options = options with { Mode = BenchMode.Growth };
                    break;
                case "--periods":
                    options = options with { Mode = BenchMode.Periods };
                    break;
                case "--micro":
                    options = options with { Mode = BenchMode.Micro };
                    break;
                case "--only" when value.Length > 0:
                    options = options with { Only = value.Split(',') };
                    at++;
                    break;
                case "--seconds" when double.TryParse(value, out var seconds) && seconds > 0:
                    options = options with { Length = TimeSpan.FromSeconds(seconds) };
                    at++;
                    break;
                case "--rounds" when int.TryParse(value, out var rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    at++;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    /// <summary>Whether a part is asked for.</summary>
    public bool Wants(string part) => Only.Count == 0 || Only.Contains(part);
}
