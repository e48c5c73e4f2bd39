using System.Data;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries.Verify;

/// <summary>
/// The verification: first every account's entries are replayed in order, then what rests on transfers is compared with
/// them, set by set, and granted limits are worked out again. Two connections share one snapshot, so that accounts and entries can be read side by side.
/// </summary>
public sealed class Verifier(RegionalDatabase database) : IVerifier
{
    /// <inheritdoc />
    public async Task<Verification> VerifyAsync(
        IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        await using var first = await database.OpenAsync(cancellationToken);
        await using var second = await database.OpenAsync(cancellationToken);
        try
        {
            await using var accounts = await BeginAsync(first, cancellationToken);
            await using var entries = await BeginAsync(second, cancellationToken);
            var snapshot = await ScalarAsync<string>(first, "select pg_export_snapshot()", cancellationToken);
            await ExecuteAsync(second, $"set transaction snapshot '{snapshot}'", cancellationToken);
            await RaiseBoundsAsync(first, cancellationToken);
            await RaiseBoundsAsync(second, cancellationToken);

            var findings = new Findings(progress);
            var counts = await AccountReplay.RunAsync(first, second, findings, cancellationToken);
            foreach (var check in SetChecks.All)
            {
                await RunAsync(first, check, findings, cancellationToken);
            }

            await GrantReplay.RunAsync(first, findings, cancellationToken);
            var operations = await ScalarAsync<long>(first, "select count(*) from operations", cancellationToken);
            var at = await ScalarAsync<DateTime>(first, "select transaction_timestamp()", cancellationToken);
            return findings.ToVerification(at, counts.Entries / 2, counts.Accounts, operations);
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    private static async Task RunAsync(
        NpgsqlConnection connection, SetCheck check, Findings findings, CancellationToken cancellationToken)
    {
        findings.Begin(check.Name);
        await using var command = new NpgsqlCommand(check.Sql, connection) { CommandTimeout = 0 };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            findings.Add(check.Name, row.GetString(0), row.TextOrNull(1) ?? "none", row.TextOrNull(2) ?? "none");
        }
    }

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    // A verification takes as long as the books are; sorting them may use memory, within a bound.
    private static Task RaiseBoundsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        """
        set local statement_timeout = 0;
        set local idle_in_transaction_session_timeout = 0;
        set local work_mem = '64MB';
        """,
        cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<T> ScalarAsync<T>(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
