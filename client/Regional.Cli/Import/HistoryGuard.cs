using Regional.Cli.CommandLine;
using Regional.Cli.Import.Csv;
using Regional.Client;

namespace Regional.Cli.Import;

/// <summary>
/// Refuses to import a ledger's own export into it as history: its lines would be posted a second time under new ids.
/// The
/// first line with a UUID tells.
/// </summary>
internal static class HistoryGuard
{
    /// <exception cref="UsageException">The file's operations are this ledger's own.</exception>
    public static async Task CheckAsync(RegionalClient client, FileInfo input, string ledger, CancellationToken cancel)
    {
        await using var stream = new FileStream(input.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
        var table = await CsvTable.OpenAsync(stream, TransferColumns.Needed, TransferColumns.Optional, cancel);
        while (await table.ReadAsync(cancel) is { } row)
        {
            if (row is CsvRecord record && Guid.TryParse(table.Value(record, TransferColumns.Id), out var id))
            {
                var answer = await client.FindOperationAsync(id, cancel);
                if (answer is { IsDone: true, Value.Posting: { } posting }
                    && posting.Entries.Any(entry => entry.Payer.StartsWith($"{ledger}/", StringComparison.Ordinal)))
                {
                    throw new UsageException(
                        $"Line {record.Line} is an operation of '{ledger}' itself ({id}): importing it as history would post it twice.");
                }

                return;
            }
        }
    }
}
