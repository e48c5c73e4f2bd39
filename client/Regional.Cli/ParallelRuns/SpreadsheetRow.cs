namespace Regional.Cli.ParallelRuns;

/// <summary>One line of a pool's spreadsheet, minor units of the pool's currency.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Name">The member.</param>
/// <param name="Balance">Savings, or loan when negative.</param>
/// <param name="Added">Points added.</param>
/// <param name="Opening">Points from last month.</param>
/// <param name="Total">Total points.</param>
internal sealed record SpreadsheetRow(long Line, string Name, long Balance, long Added, long Opening, long Total);
