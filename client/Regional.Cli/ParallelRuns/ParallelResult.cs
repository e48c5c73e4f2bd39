namespace Regional.Cli.ParallelRuns;

/// <summary>What a parallel run found.</summary>
internal sealed record ParallelResult(
    string Ledger, string Month, int Period, int Rows, int Cells, IReadOnlyList<CellDifference> Differences);
