namespace Regional.Client.Model;

/// <summary>A dated parameter of a scheme: what it settles, and in a ledger the value in force.</summary>
public sealed record ParameterView
{
    /// <summary>The scheme.</summary>
    public required string Scheme { get; init; }

    /// <summary>Name in the terms.</summary>
    public required string Name { get; init; }

    /// <summary>Value where the terms say nothing; empty: none.</summary>
    public required string Default { get; init; }

    /// <summary>What it settles, with its unit and which values are valid.</summary>
    public required string Meaning { get; init; }

    /// <summary>Document and section it comes from, or why it is ours.</summary>
    public required string Source { get; init; }

    /// <summary>In a ledger: the value in force on the region's day.</summary>
    public string? Value { get; init; }

    /// <summary>In a ledger: first date of the set that gives it; null: no set does, it is the default.</summary>
    public DateOnly? ValidFrom { get; init; }
}
