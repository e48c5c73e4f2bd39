using System.Diagnostics.Metrics;
using Regional.Contracts.Telemetry;
using Regional.Domain.Refusals;

namespace Regional.Grains.Telemetry;

/// <summary>What the grains measure; the journal store measures its own commits.</summary>
public static class RegionalTelemetry
{
    /// <summary>Postings that wait for the next group commit.</summary>
    public static UpDownCounter<long> QueueDepth { get; } =
        RegionalMeter.Meter.CreateUpDownCounter<long>(
            "regional.journal.queue.depth", "{posting}", "Postings that wait for the next group commit.");

    /// <summary>Postings answered, by outcome.</summary>
    public static Counter<long> Postings { get; } =
        RegionalMeter.Meter.CreateCounter<long>("regional.postings", "{posting}", "Postings answered, by outcome.");

    /// <summary>Refusals by code.</summary>
    public static Counter<long> Refusals { get; } =
        RegionalMeter.Meter.CreateCounter<long>("regional.refusals", "{refusal}", "Refusals, by code.");

    /// <summary>Invariants seen broken: always zero, or somebody is woken.</summary>
    public static Counter<long> Violations { get; } =
        RegionalMeter.Meter.CreateCounter<long>("regional.invariant.violations", "{violation}", "Bugs seen; always zero.");

    /// <summary>Counts a refusal.</summary>
    public static void Count(Refusal refusal) =>
        Refusals.Add(1, new KeyValuePair<string, object?>("code", refusal.Entry.Code));
}
