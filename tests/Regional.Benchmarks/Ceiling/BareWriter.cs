using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;
using Regional.Domain.Ledger;

namespace Regional.Benchmarks.Ceiling;

/// <summary>
/// The practical ceiling: a loop that writes the journal's rows in the best batches it can. It decides nothing, checks
/// nothing, answers nobody; while one batch is committed the next is laid out.
/// </summary>
internal sealed class BareWriter(NpgsqlDataSource source, Town town, CpuMeter cpu)
{
    // As wide as the fingerprint of a payment: 16 bytes and 4 for each of 15 fields.
    private static readonly byte[] Fingerprint = new byte[76];

    private readonly Dictionary<long, BareAccount> _accounts = [];
    private long _window, _commit;

    /// <summary>Runs the loop for a time after a warm-up.</summary>
    public async Task<Run> RunAsync(Workload workload, int batchSize, TimeSpan warmUp, TimeSpan length)
    {
        var run = new Run("bare", workload.Name, callers: 1);
        var (draw, told) = (new Draw((ulong)Stopwatch.GetTimestamp()), new Acknowledged());
        run.Acknowledged.Add(told);
        await using var connection = await source.OpenConnectionAsync();
        await StartAsync(connection);
        var (began, before, counted) = (Stopwatch.GetTimestamp(), cpu.Read(), TimeSpan.Zero);
        var isWarm = false;
        var next = Lay();
        while (true)
        {
            var batch = next;
            var sent = Stopwatch.GetTimestamp();
            var commit = CommitAsync(connection, batch);
            next = Lay();
            await commit;
            var elapsed = Stopwatch.GetElapsedTime(began);
            foreach (var order in batch.Orders)
            {
                told.Add(order);
                if (isWarm)
                {
                    run.Count(order, Answered.Posted, Stopwatch.GetElapsedTime(sent));
                }
            }

            if (!isWarm && elapsed >= warmUp)
            {
                (isWarm, began, before) = (true, Stopwatch.GetTimestamp(), cpu.Read());
            }
            else if (isWarm && (counted = elapsed) >= length)
            {
                break;
            }
        }

        run.Length = counted;
        run.Cpu = cpu.Read() - before;
        run.Batches = new BatchSizes((int)(run.Posted / batchSize), batchSize, batchSize, batchSize, 0);
        return run;

        // Laid out but never sent when the loop ends: its figures are taken back by reading them anew next time.
        BareBatch Lay() => BareBatch.Of(batchSize, () => workload.Next(draw, town), town, _accounts);
    }

    private async Task StartAsync(NpgsqlConnection connection)
    {
        _accounts.Clear();
        await using var command = new NpgsqlCommand(
            "select coalesce(max(no), 0), (select max(id) from windows where status = 1) from commits", connection);
        await using (var row = await command.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            (_commit, _window) = (row.GetInt64(0), row.GetInt64(1));
        }

        await using var read = new NpgsqlCommand("select id, debits_posted, credits_posted, entries from accounts", connection);
        await using var account = await read.ExecuteReaderAsync();
        while (await account.ReadAsync())
        {
            _accounts.Add(account.GetInt64(0), new BareAccount
            {
                Debits = account.GetInt64(1),
                Credits = account.GetInt64(2),
                Entries = account.GetInt64(3),
            });
        }
    }

    private async Task CommitAsync(NpgsqlConnection connection, BareBatch batch)
    {
        // The caller lays out the next batch meanwhile.
        await Task.Yield();
        var (commit, at) = (++_commit, DateTime.UtcNow);
        await using var transaction = await connection.BeginTransactionAsync();
        await WriteOperationsAsync(connection, batch, commit, at);
        await WriteTransfersAsync(connection, batch, commit, at);
        await WriteTradesAsync(connection, batch, at);
        await UpdateAccountsAsync(connection, batch, commit);
        await transaction.CommitAsync();
    }

    private async Task WriteOperationsAsync(NpgsqlConnection connection, BareBatch batch, long commit, DateTime at)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy operations (id, kind, fingerprint, ledger_id, actor, at, commit_no) from stdin binary");
        foreach (var order in batch.Orders)
        {
            await writer.StartRowAsync();
            await writer.WriteAsync(order.Id, NpgsqlDbType.Uuid);
            await writer.WriteAsync((short)OperationKind.Posting, NpgsqlDbType.Smallint);
            await writer.WriteAsync(Fingerprint, NpgsqlDbType.Bytea);
            await writer.WriteAsync(town.Quarters[order.PayerQuarter].Ledger, NpgsqlDbType.Integer);
            await writer.WriteAsync(Town.Actor, NpgsqlDbType.Text);
            await writer.WriteAsync(at, NpgsqlDbType.TimestampTz);
            await writer.WriteAsync(commit, NpgsqlDbType.Bigint);
        }

        await writer.CompleteAsync();
    }

    private async Task WriteTransfersAsync(NpgsqlConnection connection, BareBatch batch, long commit, DateTime at)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            """
            copy transfers (commit_no, ordinal, operation, leg, ledger_id, debit_account, credit_account, amount, action,
                kind, purpose, business_date, at, debit_entry, debit_balance, credit_entry, credit_balance, window_id, trade,
                entered_by) from stdin binary
            """);
        for (var ordinal = 1; ordinal <= batch.Rows.Count; ordinal++)
        {
            await WriteAsync(writer, batch.Rows[ordinal - 1], commit, ordinal, at);
        }

        await writer.CompleteAsync();
    }

    private async Task WriteAsync(NpgsqlBinaryImporter writer, BareRow row, long commit, int ordinal, DateTime at)
    {
        await writer.StartRowAsync();
        await writer.WriteAsync(commit, NpgsqlDbType.Bigint);
        await writer.WriteAsync(ordinal, NpgsqlDbType.Integer);
        await writer.WriteAsync(row.Order.Id, NpgsqlDbType.Uuid);
        await writer.WriteAsync(row.Leg, NpgsqlDbType.Smallint);
        await writer.WriteAsync(row.Said.Ledger, NpgsqlDbType.Integer);
        await writer.WriteAsync(row.Said.Debit, NpgsqlDbType.Bigint);
        await writer.WriteAsync(row.Said.Credit, NpgsqlDbType.Bigint);
        await writer.WriteAsync(row.Order.Amount, NpgsqlDbType.Bigint);
        await writer.WriteAsync((short)TransferAction.Post, NpgsqlDbType.Smallint);
        await writer.WriteAsync((short)TransferKind.Real, NpgsqlDbType.Smallint);
        await writer.WriteAsync(row.Said.Purpose, NpgsqlDbType.Text);
        await writer.WriteAsync(Town.Day, NpgsqlDbType.Date);
        await writer.WriteAsync(at, NpgsqlDbType.TimestampTz);
        await writer.WriteAsync(row.DebitEntry, NpgsqlDbType.Bigint);
        await writer.WriteAsync(row.DebitBalance, NpgsqlDbType.Bigint);
        await writer.WriteAsync(row.CreditEntry, NpgsqlDbType.Bigint);
        await writer.WriteAsync(row.CreditBalance, NpgsqlDbType.Bigint);
        await writer.WriteAsync<long?>(row.Said.Ledger == town.RegionLedger ? _window : null, NpgsqlDbType.Bigint);
        await writer.WriteAsync<Guid?>(row.Order.Shape == OrderShape.Trade ? row.Order.Id : null, NpgsqlDbType.Uuid);
        await writer.WriteAsync(Town.Actor, NpgsqlDbType.Text);
    }

    private async Task WriteTradesAsync(NpgsqlConnection connection, BareBatch batch, DateTime at)
    {
        if (!batch.Orders.Exists(static order => order.Shape == OrderShape.Trade))
        {
            return;
        }

        await using var writer = await connection.BeginBinaryImportAsync(
            """
            copy trades (id, region_id, payer_account, payee_account, payee_amount, kind, purpose, business_date, status,
                decided_at, decided_by, actor) from stdin binary
            """);
        foreach (var order in batch.Orders.Where(static order => order.Shape == OrderShape.Trade))
        {
            await writer.StartRowAsync();
            await writer.WriteAsync(order.Id, NpgsqlDbType.Uuid);
            await writer.WriteAsync(town.Region, NpgsqlDbType.Integer);
            await writer.WriteAsync(order.Payer, NpgsqlDbType.Bigint);
            await writer.WriteAsync(order.Payee, NpgsqlDbType.Bigint);
            await writer.WriteAsync(order.Amount, NpgsqlDbType.Bigint);
            await writer.WriteAsync((short)TransferKind.Real, NpgsqlDbType.Smallint);
            await writer.WriteAsync("goods", NpgsqlDbType.Text);
            await writer.WriteAsync(Town.Day, NpgsqlDbType.Date);
            await writer.WriteAsync((short)TradeStatus.Posted, NpgsqlDbType.Smallint);
            await writer.WriteAsync(at, NpgsqlDbType.TimestampTz);
            await writer.WriteAsync(order.Id, NpgsqlDbType.Uuid);
            await writer.WriteAsync(Town.Actor, NpgsqlDbType.Text);
        }

        await writer.CompleteAsync();
    }

    private static async Task UpdateAccountsAsync(NpgsqlConnection connection, BareBatch batch, long commit)
    {
        await using var both = new NpgsqlBatch(connection);
        var update = new NpgsqlBatchCommand(
            """
            update accounts a set debits_posted = n.debits, credits_posted = n.credits, entries = n.entries,
                version = a.version + 1
            from unnest($1, $2, $3, $4) as n (id, debits, credits, entries) where a.id = n.id
            """);
        update.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. batch.Accounts.Keys] });
        update.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. batch.Accounts.Values.Select(static one => one.Debits)] });
        update.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. batch.Accounts.Values.Select(static one => one.Credits)] });
        update.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. batch.Accounts.Values.Select(static one => one.Entries)] });
        both.BatchCommands.Add(update);
        var insert = new NpgsqlBatchCommand(
            "insert into commits (no, xid, epoch, at, writer, members) values ($1, pg_current_xact_id(), 1, clock_timestamp(), 'bare', $2)");
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = commit });
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = batch.Orders.Count });
        both.BatchCommands.Add(insert);
        await both.PrepareAsync();
        await both.ExecuteNonQueryAsync();
    }
}
