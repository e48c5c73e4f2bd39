namespace Regional.Simulation.Audit;

/// <summary>Something that must never be.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Text">What was found.</param>
internal sealed record Violation(string Check, string Text)
{
    public override string ToString() => $"{Check}: {Text}";
}

/// <summary>Ends a run at the first violation.</summary>
internal sealed class ViolationFoundException(Violation violation) : Exception(violation.ToString())
{
    public Violation Violation { get; } = violation;
}
