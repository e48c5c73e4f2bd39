using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Directory;

/// <summary>What became of an operation: the receipt of a posting, or a command's result.</summary>
internal static class OperationReader
{
    private const string Entries = """
        select commit_no, at, window_id, debit_account, debit_entry, debit_balance, credit_account, credit_entry,
          credit_balance
        from transfers where commit_no = $1 and operation = $2 order by leg
        """;

    private const string ChangedAccounts =
        AccountRow.Select + "where a.id in (select account_id from account_changes where operation = $1) order by a.id";

    public static async Task<OperationRecord?> FindAsync(
        RegionalDatabase database, OperationId operation, CancellationToken cancellationToken)
    {
        var stored = await database.FindRowAsync(
            $"select {StoredOperation.Columns} from operations where id = $1", StoredOperation.Read, cancellationToken,
            operation);
        if (stored is null)
        {
            return null;
        }

        var isPosting = stored.CommitNo is not null || (stored.Result is null && IsPostingKind(stored.Kind));
        return new OperationRecord(
            operation, stored.Kind, stored.Fingerprint, stored.At,
            isPosting ? await FindPostingAsync(database, operation, stored, cancellationToken) : null,
            isPosting ? null : await FindCommandAsync(database, operation, stored, cancellationToken));
    }

    // A refused operation has neither commit nor result: its kind says which it would have been.
    private static bool IsPostingKind(OperationKind kind) => kind is OperationKind.Posting or OperationKind.Resolution
        or OperationKind.Trade or OperationKind.Correction or OperationKind.Approval or OperationKind.PlaceSettlement
        or OperationKind.ConfirmSettlement or OperationKind.ExchangeDifference or OperationKind.ImportLine;

    private static async Task<PostingOutcome> FindPostingAsync(
        RegionalDatabase database, OperationId operation, StoredOperation stored, CancellationToken cancellationToken)
    {
        if (stored.Refusal is { } refusal)
        {
            return new PostingOutcome.Refused(refusal);
        }

        var rows = await database.FindRowsAsync(
            Entries,
            static row => (At: row.Time(1), Window: row.LongOrNull(2), Entry: ReadEntry(row)),
            cancellationToken,
            stored.CommitNo,
            operation);
        if (rows.IsEmpty)
        {
            throw new InvariantViolation($"Operation {operation} is done but has no transfers.");
        }

        var window = rows.Select(static row => row.Window).FirstOrDefault(static window => window is not null);
        var receipt = new Receipt(
            operation, stored.CommitNo!.Value, rows[0].At, window is { } id ? new WindowId(id) : null,
            [.. rows.Select(static row => row.Entry)]);
        return new PostingOutcome.Posted(receipt, IsReplay: true);
    }

    private static async Task<CommandOutcome> FindCommandAsync(
        RegionalDatabase database, OperationId operation, StoredOperation stored, CancellationToken cancellationToken) =>
        stored.Refusal is { } refusal
            ? new CommandOutcome.Refused(refusal)
            : new CommandOutcome.Done(
                stored.Result ?? DatedTermsRow.None,
                await database.FindRowsAsync(ChangedAccounts, AccountRow.Read, cancellationToken, operation));

    private static EntryReceipt ReadEntry(NpgsqlDataReader row) => new(
        new AccountId(row.GetInt64(3)), row.GetInt64(4), row.GetInt64(5), new AccountId(row.GetInt64(6)),
        row.GetInt64(7), row.GetInt64(8));
}
