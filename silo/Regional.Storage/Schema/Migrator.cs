using System.Collections.Immutable;
using Npgsql;

namespace Regional.Storage.Schema;

/// <summary>
/// Brings a database to this program's schema: numbered migrations in order, forward only, each in a transaction of its
/// own under an advisory lock, so that silos may start together and a crash leaves whole steps.
/// </summary>
public static class Migrator
{
    /// <summary>Applies what is missing.</summary>
    /// <param name="connection">Open, outside a transaction.</param>
    /// <param name="migrations">By number; a head of <see cref="Migration.All"/> makes an earlier version.</param>
    /// <param name="cancellationToken">Ends it between statements.</param>
    /// <returns>How many were applied.</returns>
    /// <exception cref="SchemaMismatch">
    /// An applied migration's text changed, one is missing below the newest applied, or the database is newer.
    /// </exception>
    public static async Task<int> ApplyAsync(
        NpgsqlConnection connection, ImmutableArray<Migration> migrations, CancellationToken cancellationToken)
    {
        var count = 0;
        while (await ApplyNextAsync(connection, migrations, cancellationToken))
        {
            count++;
        }

        return count;
    }

    private static async Task<bool> ApplyNextAsync(
        NpgsqlConnection connection, ImmutableArray<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var open = new NpgsqlCommand(
            $"""
            set local lock_timeout = 0;
            set local statement_timeout = 0;
            select pg_advisory_xact_lock({AdvisoryLocks.Migrations}, 0);
            create table if not exists schema_migrations (
                no          integer primary key,
                name        text not null,
                sha256      bytea not null,
                applied_at  timestamptz not null default clock_timestamp()
            );
            """, connection, transaction))
        {
            await open.ExecuteNonQueryAsync(cancellationToken);
        }

        var applied = await ReadAppliedAsync(connection, transaction, cancellationToken);
        if (FindNext(applied, migrations) is not { } next)
        {
            await transaction.CommitAsync(cancellationToken);
            return false;
        }

        await using (var apply = new NpgsqlCommand(next.Text, connection, transaction))
        {
            await apply.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var record = new NpgsqlCommand(
            "insert into schema_migrations (no, name, sha256) values ($1, $2, $3)", connection, transaction))
        {
            record.Parameters.Add(new() { Value = next.No });
            record.Parameters.Add(new() { Value = next.Name });
            record.Parameters.Add(new() { Value = next.Sha256 });
            await record.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<SortedDictionary<int, (string Name, byte[] Sha256)>> ReadAppliedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var applied = new SortedDictionary<int, (string, byte[])>();
        await using var read = new NpgsqlCommand(
            "select no, name, sha256 from schema_migrations", connection, transaction);
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        }

        return applied;
    }

    private static Migration? FindNext(
        SortedDictionary<int, (string Name, byte[] Sha256)> applied, ImmutableArray<Migration> migrations)
    {
        var known = migrations.ToDictionary(static migration => migration.No);
        foreach (var (no, (name, sha256)) in applied)
        {
            if (!known.TryGetValue(no, out var migration))
            {
                throw new SchemaMismatch(
                    $"The database has migration {no:0000}_{name}, which this program does not know. Start a newer one.");
            }

            if (!sha256.AsSpan().SequenceEqual(migration.Sha256))
            {
                throw new SchemaMismatch(
                    $"Migration {migration} was changed after it had been applied. Restore its text and add a new one.");
            }
        }

        var newest = applied.Count > 0 ? applied.Keys.Last() : 0;
        var next = migrations.FirstOrDefault(migration => !applied.ContainsKey(migration.No));
        return next is null || next.No > newest
            ? next
            : throw new SchemaMismatch(
                $"Migration {next} is missing below {newest:0000}, which has been applied. Give it a higher number.");
    }
}
