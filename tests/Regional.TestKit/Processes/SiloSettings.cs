namespace Regional.TestKit.Processes;

/// <summary>How a silo's process is started, apart from its database.</summary>
public sealed record SiloSettings
{
    /// <summary>Where it listens; null: a free port of the loopback.</summary>
    public Uri? Url { get; init; }

    /// <summary>More of its environment (ops/docs/running.md).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it writes is added to this file; null: only kept in memory.</summary>
    public string? LogPath { get; init; }
}
