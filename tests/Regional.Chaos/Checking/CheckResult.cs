namespace Regional.Chaos.Checking;

/// <summary>What the checker found in the notes and in the database.</summary>
/// <param name="Acknowledged">Commands somebody was told had happened.</param>
/// <param name="Refused">Commands somebody was told were refused for good.</param>
/// <param name="UnknownResolved">Commands with an attempt without an answer, and an answer in the end.</param>
/// <param name="Findings">In no order of weight.</param>
public sealed record CheckResult(int Acknowledged, int Refused, int UnknownResolved, IReadOnlyList<Finding> Findings)
{
    public int Lost => Count(FindingKind.Lost);

    public int Doubled => Count(FindingKind.Doubled);

    public int Violations => Count(FindingKind.Violation);

    private int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}
