using System.Globalization;
using Regional.Chaos.Checking;

namespace Regional.Chaos.Report;

/// <summary>What a run came to, as <c>name value</c> lines, and what fell short.</summary>
public sealed record ChaosReport
{
    private const int ShownMax = 50;

    public required int Seed { get; init; }

    public required int Silos { get; init; }

    public required int Clients { get; init; }

    public required int Kills { get; init; }

    /// <summary>By kind, and how many met what they were to meet.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required IReadOnlyList<double> RecoverySeconds { get; init; }

    /// <summary>Silos that ended though nobody killed them; the supervisor started them again.</summary>
    public required int EndedByThemselves { get; init; }

    public required double Seconds { get; init; }

    /// <summary>From the last fault's end until nothing was left hanging.</summary>
    public required double SettlingSeconds { get; init; }

    public required CheckResult Check { get; init; }

    /// <summary>Apart from what the checker found.</summary>
    public required IReadOnlyList<string> OtherShortfalls { get; init; }

    /// <summary>Whatever makes the run a failed one.</summary>
    public IReadOnlyList<string> Shortfalls =>
        [.. Check.Findings.Select(static finding => finding.ToString()), .. OtherShortfalls];

    public void Write(TextWriter output)
    {
        foreach (var shortfall in Shortfalls.Take(ShownMax))
        {
            output.WriteLine($"fell short: {shortfall}");
        }

        if (Shortfalls.Count > ShownMax)
        {
            output.WriteLine($"fell short: {Shortfalls.Count - ShownMax} times more");
        }

        void Line(string name, IFormattable value) =>
            output.WriteLine($"{name} {value.ToString(format: null, CultureInfo.InvariantCulture)}");

        Line("seed", Seed);
        Line("silos", Silos);
        Line("clients", Clients);
        foreach (var (name, count) in Faults.OrderBy(static fault => fault.Key, StringComparer.Ordinal))
        {
            Line(name, count);
        }

        Line("ended_by_themselves", EndedByThemselves);
        Line("refused", Check.Refused);
        Line("settling_seconds", Math.Round(SettlingSeconds, 1));
        Line("seconds", Math.Round(Seconds, 1));
        Line("fell_short", Shortfalls.Count);
        Line("kills", Kills);
        Line("acknowledged", Check.Acknowledged);
        Line("lost", Check.Lost);
        Line("doubled", Check.Doubled);
        Line("unknown_resolved", Check.UnknownResolved);
        Line("violations", Check.Violations);
        Line("recovery_seconds_p50", Percentile(0.5));
        Line("recovery_seconds_max", Percentile(1));
    }

    /// <summary>Of the recoveries, nearest rank; 0 when there was none.</summary>
    public double Percentile(double share)
    {
        var sorted = RecoverySeconds.Order().ToArray();
        return sorted.Length == 0 ? 0 : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 2);
    }
}
