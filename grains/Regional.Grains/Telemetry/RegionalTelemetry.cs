using System.Diagnostics;
using System.Diagnostics.Metrics;
using Regional.Domain.Refusals;

namespace Regional.Grains.Telemetry;

/// <summary>
/// The one meter and the one activity source (DESIGN section 8). Instruments are made here, once per process; gauges
/// that must ask for their figure are added by the host.
/// </summary>
public static class RegionalTelemetry
{
    /// <summary>Name of meter and source.</summary>
    public const string Name = "Regional";

    /// <summary>The source of all spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The meter of all instruments.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Postings that wait for the next group commit.</summary>
    public static UpDownCounter<long> QueueDepth { get; } =
        Meter.CreateUpDownCounter<long>("regional.journal.queue_depth", "{posting}");

    /// <summary>Members per group commit.</summary>
    public static Histogram<long> BatchSize { get; } =
        Meter.CreateHistogram<long>("regional.journal.batch_size", "{posting}");

    /// <summary>Duration of a group commit, in milliseconds.</summary>
    public static Histogram<double> CommitTime { get; } =
        Meter.CreateHistogram<double>("regional.journal.commit_time", "ms");

    /// <summary>Group commits that needed the second path.</summary>
    public static Counter<long> SecondPaths { get; } = Meter.CreateCounter<long>("regional.journal.second_paths");

    /// <summary>Group commits whose outcome was unknown and that were sent again.</summary>
    public static Counter<long> UnknownOutcomes { get; } =
        Meter.CreateCounter<long>("regional.journal.unknown_outcomes");

    /// <summary>Postings answered, by outcome.</summary>
    public static Counter<long> Postings { get; } = Meter.CreateCounter<long>("regional.postings");

    /// <summary>Refusals by code.</summary>
    public static Counter<long> Refusals { get; } = Meter.CreateCounter<long>("regional.refusals");

    /// <summary>Invariants seen broken: always zero, or somebody is woken.</summary>
    public static Counter<long> Violations { get; } = Meter.CreateCounter<long>("regional.invariant_violations");

    /// <summary>Counts a refusal.</summary>
    public static void Count(Refusal refusal) =>
        Refusals.Add(1, new KeyValuePair<string, object?>("code", refusal.Entry.Code));
}
