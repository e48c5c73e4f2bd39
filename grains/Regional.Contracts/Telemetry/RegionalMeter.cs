using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Regional.Contracts.Telemetry;

/// <summary>The one meter and the one activity source of the product (DESIGN section 8); projects add instruments.</summary>
public static class RegionalMeter
{
    /// <summary>Name of meter and source.</summary>
    public const string Name = "Regional";

    /// <summary>The meter of all instruments.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>The source of all spans.</summary>
    public static ActivitySource Source { get; } = new(Name);
}
