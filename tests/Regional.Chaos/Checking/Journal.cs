using Npgsql;

namespace Regional.Chaos.Checking;

/// <summary>Everything the database holds, read once in one snapshot by statements of the checker's own.</summary>
public sealed class Journal
{
    public required IReadOnlyDictionary<Guid, OperationRow> Operations { get; init; }

    /// <summary>In order of commit and place.</summary>
    public required IReadOnlyList<TransferRow> Transfers { get; init; }

    public required IReadOnlyDictionary<long, AccountRow> Accounts { get; init; }

    public required IReadOnlyList<PendingRow> Pendings { get; init; }

    public required IReadOnlyList<WindowRow> Windows { get; init; }

    public required IReadOnlyList<MirrorRow> Mirrors { get; init; }

    public required IReadOnlyDictionary<Guid, RequestRow> Requests { get; init; }

    /// <summary>By ledger, in the order of their numbers.</summary>
    public required IReadOnlyList<PeriodRow> Periods { get; init; }

    public required IReadOnlyList<TotalRow> Totals { get; init; }

    public required IReadOnlyList<StepRow> Steps { get; init; }

    public required IReadOnlyList<PointLineRow> PointLines { get; init; }

    public required IReadOnlyList<PointsRow> Points { get; init; }

    /// <summary>Transfers by their operation, legs in order.</summary>
    public ILookup<Guid, TransferRow> ByOperation =>
        field ??= Transfers.OrderBy(static row => row.Leg).ToLookup(static row => row.Operation);

    public static async Task<Journal> ReadAsync(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        return new Journal
        {
            Operations = (await ReadAsync(
                "select id, kind, actor, commit_no, refusal from operations",
                static row => new OperationRow(row.GetGuid(0), row.GetInt16(1), row.GetString(2), Long(row, 3), Int(row, 4))))
                .ToDictionary(static row => row.Id),
            Transfers = await ReadAsync(
                """
                select commit_no, ordinal, operation, leg, ledger_id, debit_account, credit_account, amount, action, purpose,
                       at, debit_entry, debit_balance, credit_entry, credit_balance, window_id, trade, resolves_operation,
                       resolves_leg, counter_amount, forced_reason is not null, reference, corrects,
                       business_date
                from transfers order by commit_no, ordinal
                """,
                static row => new TransferRow(
                    row.GetInt64(0), row.GetInt32(1), row.GetGuid(2), row.GetInt16(3), row.GetInt32(4), row.GetInt64(5),
                    row.GetInt64(6), row.GetInt64(7), (TransferAction)row.GetInt16(8), row.GetString(9), row.GetDateTime(10),
                    row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), row.GetInt64(14), Long(row, 15), Uuid(row, 16),
                    Uuid(row, 17), Int(row, 18), Long(row, 19), row.GetBoolean(20), Text(row, 21), Uuid(row, 22),
                    row.GetFieldValue<DateOnly>(23))),
            Accounts = (await ReadAsync(
                """
                select a.id, l.code, l.id, l.scale, a.code, a.role, a.debits_posted, a.credits_posted, a.debits_pending,
                       a.credits_pending, a.floor, a.ceiling, a.entries
                from accounts a join ledgers l on l.id = a.ledger_id
                """,
                static row => new AccountRow(
                    row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetInt16(3), row.GetString(4), row.GetInt16(5),
                    row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), Long(row, 10), Long(row, 11),
                    row.GetInt64(12))))
                .ToDictionary(static row => row.Id),
            Pendings = await ReadAsync(
                """
                select p.operation, p.leg, p.status, p.resolved_by, coalesce(t.purpose, '')
                from pendings p left join transfers t on t.operation = p.operation and t.leg = p.leg
                """,
                static row => new PendingRow(row.GetGuid(0), row.GetInt16(1), row.GetInt16(2), Uuid(row, 3), row.GetString(4))),
            Windows = await ReadAsync(
                """
                select w.id, w.no, l.id, w.opens, w.closes, w.status, w.closed_at
                from windows w join ledgers l on l.region_id = w.region_id and l.community_id is null order by l.id, w.opens
                """,
                static row => new WindowRow(
                    row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetDateTime(3), row.GetDateTime(4), row.GetInt16(5),
                    row.IsDBNull(6) ? null : row.GetDateTime(6))),
            Mirrors = await ReadAsync(
                "select lower_account_id, upper_account_id from correspondents",
                static row => new MirrorRow(row.GetInt64(0), row.GetInt64(1))),
            Requests = (await ReadAsync(
                "select id, payee_account, payer_account, amount, status, answered_by from payment_requests",
                static row => new RequestRow(
                    row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt16(4), Uuid(row, 5))))
                .ToDictionary(static row => row.Id),
            Periods = await ReadAsync(
                """
                select id, ledger_id, no, first_date, last_date, status, totals is not null
                from periods order by ledger_id, no
                """,
                static row => new PeriodRow(
                    row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetFieldValue<DateOnly>(3),
                    row.GetFieldValue<DateOnly>(4), row.GetInt16(5), row.GetBoolean(6))),
            Totals = await ReadAsync(
                "select period_id, account_id, opening, debits, credits from period_totals",
                static row => new TotalRow(
                    row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
            Steps = await ReadAsync(
                "select period_id, step, done_at is not null from period_steps",
                static row => new StepRow(row.GetInt64(0), row.GetString(1), row.GetBoolean(2))),
            PointLines = await ReadAsync(
                "select period_id, account_id, balance, opening, total from pool_point_lines",
                static row => new PointLineRow(
                    row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
            Points = await ReadAsync(
                "select account_id, ledger_id, points from pool_points",
                static row => new PointsRow(row.GetInt64(0), row.GetInt32(1), row.GetInt64(2))),
        };

        async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
    }

    private static long? Long(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt64(at);

    private static int? Int(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt16(at);

    private static Guid? Uuid(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
