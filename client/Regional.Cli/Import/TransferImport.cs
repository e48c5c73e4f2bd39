using Regional.Cli.CommandLine;
using Regional.Cli.Import.Csv;
using Regional.Client;

namespace Regional.Cli.Import;

/// <summary>
/// Imports transfers.csv: reads on while batches are in flight, keeps order where it matters, writes rejects and
/// checkpoint behind what is done with. Memory is bounded by <see cref="OpenLinesMax"/> lines.
/// </summary>
internal sealed class TransferImport(
    RegionalClient client, FileInfo input, LedgerFacts ledger, LineTerms terms, ImportPace pace)
{
    /// <summary>Lines read ahead of the oldest unanswered one: sixteen batches, some ten megabytes.</summary>
    private const int OpenLinesMax = 16 * BatchSender.BatchSize;

    // A crash then costs a second of lines sent again.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    /// <summary>Runs to the end of the file.</summary>
    /// <exception cref="UsageException">The header is wrong.</exception>
    /// <exception cref="RefusedException">The server refuses the import whole.</exception>
    /// <exception cref="RegionalFaultException">The server cannot be reached; run again to go on.</exception>
    public async Task<ImportResult> RunAsync(CancellationToken cancel)
    {
        await using var stream = new FileStream(input.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
        var table = await CsvTable.OpenAsync(stream, TransferColumns.Needed, TransferColumns.Optional, cancel);
        var target = $"{pace.Server} ledger {ledger.Ledger} history {terms.History} again {terms.Salt}";
        var resumed = Checkpoint.Find(input, target);
        using var rejects = new RejectFile($"{input.FullName}.rejects.csv", resumed?.RejectsLength ?? 0);
        var log = new LineLog(rejects, input, target, resumed);
        var sender = new BatchSender(
            client, new OrderGate(ledger.HasFloor, ledger.HasCeiling), pace.Time, pace.InFlightMax);
        try
        {
            await RunAsync(table, new TransferLines(table, ledger, terms), log, sender, resumed?.Line ?? 0, cancel);
        }
        catch
        {
            await sender.DrainAsync();
            log.Settle();
            log.SaveCheckpoint();
            pace.Progress.End();
            throw;
        }

        File.Delete(Checkpoint.PathOf(input));
        pace.Progress.End();
        rejects.Flush();
        return log.Result(rejects, pace);
    }

    private async Task RunAsync(
        CsvTable table, TransferLines lines, LineLog log, BatchSender sender, long doneLine, CancellationToken cancel)
    {
        var (isEnd, saved) = (false, pace.Time.GetTimestamp());
        while (!isEnd || !sender.IsIdle)
        {
            cancel.ThrowIfCancellationRequested();
            while (!isEnd && log.OpenCount < OpenLinesMax)
            {
                isEnd = !await ReadAsync(table, lines, log, sender, doneLine, cancel);
            }

            // Batches end on their own terms: an interruption waits for those under way.
            sender.Send(isEnd, CancellationToken.None);
            await sender.ReceiveAsync(cancel);
            log.Settle();
            pace.Progress.Report(log.CountOfRun, Share(table), log.Totals.Rejected == 0
                ? ""
                : $", {log.Totals.Rejected} rejected");
            if (pace.Time.GetElapsedTime(saved) > CheckpointInterval)
            {
                log.SaveCheckpoint();
                saved = pace.Time.GetTimestamp();
            }
        }

        log.Settle();
    }

    private static async ValueTask<bool> ReadAsync(
        CsvTable table, TransferLines lines, LineLog log, BatchSender sender, long doneLine, CancellationToken cancel)
    {
        if (await table.ReadAsync(cancel) is not { } row)
        {
            return false;
        }

        var slot = new LineSlot(row.Line, row.Original);
        ImportItem? item = null;
        switch (row)
        {
            case CsvFault fault:
                slot.End(Reject.Of(fault));
                break;
            case CsvRecord record:
                item = lines.Read(record, slot);
                break;
        }

        // Lines of an interrupted run are read for the sake of counting, and not sent.
        if (row.Line > doneLine)
        {
            log.Begin(slot);
            if (item is not null)
            {
                sender.Give(item);
            }
        }

        return true;
    }

    private decimal? Share(CsvTable table) =>
        input.Length == 0 ? null : Math.Min(1m, (decimal)table.Position / input.Length);
}
