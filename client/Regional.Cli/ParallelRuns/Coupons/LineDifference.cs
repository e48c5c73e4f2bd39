namespace Regional.Cli.ParallelRuns.Coupons;

/// <summary>
/// A cell in which the ledger kept by hand and Regional's differ, or a line that only one of them has.
/// </summary>
/// <param name="Line">Line of the file; null: only Regional has it.</param>
/// <param name="Paper">Its number on paper, where it is known.</param>
/// <param name="Date">Its date.</param>
/// <param name="Account">Its account.</param>
/// <param name="Column">The column; <c>line</c>: one of them has no such line.</param>
/// <param name="ByHand">What the ledger kept by hand says; null: it has no such line.</param>
/// <param name="Regional">What Regional says; null: it has no such line.</param>
internal sealed record LineDifference(
    long? Line, string Paper, string Date, string Account, string Column, string? ByHand, string? Regional);

/// <summary>What a comparison found.</summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Report">Which of 002's ledgers.</param>
/// <param name="Month">The month.</param>
/// <param name="Lines">Lines of the file.</param>
/// <param name="Cells">Cells compared.</param>
/// <param name="Corrected">
/// Lines of Regional that were undone within the month, with what undid them: on paper there is neither.
/// </param>
/// <param name="Differences">In the order of the file, then what only Regional has.</param>
internal sealed record LedgerComparison(
    string Ledger, string Report, string Month, int Lines, int Cells, int Corrected,
    IReadOnlyList<LineDifference> Differences);
