namespace Regional.Cli.Import;

/// <summary>What an import came to.</summary>
/// <param name="Lines">Lines read, without the header.</param>
/// <param name="Posted">New.</param>
/// <param name="Replayed">There already, from an earlier run.</param>
/// <param name="Queued">Trades that wait at a cap.</param>
/// <param name="Skipped">Lines that need nothing done.</param>
/// <param name="Rejected">Lines in the rejects file.</param>
/// <param name="Rejects">The rejects file; null: none.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="LinesPerSecond">Lines of this run by its seconds.</param>
internal sealed record ImportResult(
    long Lines, long Posted, long Replayed, long Queued, long Skipped, long Rejected, string? Rejects, decimal Seconds,
    long LinesPerSecond);

/// <summary>What an export wrote.</summary>
internal sealed record ExportResult(string Accounts, long AccountsBytes, string Transfers, long TransfersBytes);
