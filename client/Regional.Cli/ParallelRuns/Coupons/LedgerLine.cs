namespace Regional.Cli.ParallelRuns.Coupons;

/// <summary>A line of a ledger, kept by hand or Regional's.</summary>
/// <param name="Place">Line of the file, or place in the report, from 1.</param>
/// <param name="Paper">Number of the line on paper; empty: not known.</param>
/// <param name="Cells">
/// By the report's columns; figures as decimal text, nothing as zero. Null: the file lacks the column.
/// </param>
internal sealed record LedgerLine(long Place, string Paper, IReadOnlyList<string?> Cells)
{
    /// <summary>A cell, or nothing.</summary>
    public string Of(int? column) => column is { } at ? Cells[at] ?? "" : "";
}
