using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Storage.Journal;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Following;

/// <summary>
/// Reads pages of commits in the order of (epoch, xid), never past the oldest transaction still running: what a page
/// skips can no longer appear.
/// </summary>
public sealed class JournalReader(RegionalDatabase database)
{
    /// <summary>Most commits of a page: a page of full batches is some ten megabytes.</summary>
    public const int PageCountMax = 128;

    // Commits of an earlier epoch are history, whatever their numbers: this server's transactions count anew.
    private const string Commits = """
        select epoch, xid, no, at, writer
        from commits
        where (epoch, xid) > ($1, $2) and (epoch < $3 or xid < pg_snapshot_xmin(pg_current_snapshot()))
        order by epoch, xid
        limit $4
        """;

    private const string Transfers = """
        select commit_no, operation, leg, ledger_id, debit_account, debit_entry, debit_balance, credit_account,
               credit_entry, credit_balance, amount, action, kind, purpose, business_date, window_id, trade,
               resolves_operation, resolves_leg, reference, entered_by
        from transfers
        where commit_no = any ($1)
        order by commit_no, ordinal
        """;

    /// <summary>The next commits after a cursor; empty: nothing yet.</summary>
    public async Task<ImmutableArray<JournaledCommit>> ReadAsync(
        JournalCursor after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var commits = await ReadCommitsAsync(connection, after, cancellationToken);
        if (commits.Count == 0)
        {
            return [];
        }

        var transfers = await ReadTransfersAsync(connection, commits, cancellationToken);
        return [.. commits.Select(commit => commit with
        {
            Transfers = transfers.TryGetValue(commit.No, out var found) ? found.ToImmutable() : [],
        })];
    }

    /// <summary>The place behind everything that can be read now: a follower of what is new starts here.</summary>
    public async Task<JournalCursor> FindEndAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select epoch, xid from commits
            where epoch < $1 or xid < pg_snapshot_xmin(pg_current_snapshot())
            order by epoch desc, xid desc limit 1
            """, connection);
        command.Parameters.With(NpgsqlDbType.Integer, database.Epoch);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? CursorOf(row) : default;
    }

    private async Task<List<JournaledCommit>> ReadCommitsAsync(
        NpgsqlConnection connection, JournalCursor after, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Commits, connection);
        command.Parameters
            .With(NpgsqlDbType.Integer, after.Epoch)
            .With(NpgsqlDbType.Xid8, after.Xid)
            .With(NpgsqlDbType.Integer, database.Epoch)
            .With(NpgsqlDbType.Integer, PageCountMax);
        var commits = new List<JournaledCommit>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            commits.Add(new JournaledCommit(CursorOf(row), row.GetInt64(2), row.Time(3), row.GetString(4), []));
        }

        return commits;
    }

    private static async Task<Dictionary<long, ImmutableArray<JournaledTransfer>.Builder>> ReadTransfersAsync(
        NpgsqlConnection connection, List<JournaledCommit> commits, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Transfers, connection);
        command.Parameters.WithArray(NpgsqlDbType.Bigint, commits, static commit => commit.No);
        var read = new Dictionary<long, ImmutableArray<JournaledTransfer>.Builder>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var no = row.GetInt64(0);
            if (!read.TryGetValue(no, out var transfers))
            {
                read.Add(no, transfers = ImmutableArray.CreateBuilder<JournaledTransfer>());
            }

            transfers.Add(TransferOf(row));
        }

        return read;
    }

    private static JournalCursor CursorOf(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetFieldValue<ulong>(1));

    private static JournaledTransfer TransferOf(NpgsqlDataReader row) => new()
    {
        Id = new TransferId(row.Operation(1), row.GetInt16(2)),
        Ledger = new LedgerId(row.GetInt32(3)),
        Entries = new EntryReceipt(
            new AccountId(row.GetInt64(4)), row.GetInt64(5), row.GetInt64(6),
            new AccountId(row.GetInt64(7)), row.GetInt64(8), row.GetInt64(9)),
        AmountMinor = row.GetInt64(10),
        Action = (TransferAction)row.GetInt16(11),
        Kind = (TransferKind)row.GetInt16(12),
        Purpose = row.GetString(13),
        BusinessDate = row.Date(14),
        Window = row.LongOrNull(15) is { } window ? new WindowId(window) : null,
        Trade = row.OperationOrNull(16),
        Resolves = row.OperationOrNull(17) is { } pending ? new TransferId(pending, row.GetInt16(18)) : null,
        Reference = row.TextOrNull(19),
        EnteredBy = row.GetString(20),
    };
}
