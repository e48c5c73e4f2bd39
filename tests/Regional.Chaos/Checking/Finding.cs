namespace Regional.Chaos.Checking;

/// <summary>What a finding counts as.</summary>
public enum FindingKind
{
    /// <summary>Somebody was told that it happened, and the journal does not have it.</summary>
    Lost = 1,

    /// <summary>It happened more often than it was asked for.</summary>
    Doubled,

    /// <summary>Any other promise that was not kept.</summary>
    Violation,
}

/// <summary>One promise that was not kept.</summary>
public sealed record Finding(FindingKind Kind, string What)
{
    public override string ToString() => $"{Kind}: {What}";
}
