using System.Collections.Immutable;
using System.Net.Sockets;
using Npgsql;
using Regional.Contracts;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Reads outside of any command: one statement, one snapshot.</summary>
internal static class DatabaseQueries
{
    /// <summary>All rows. Whoever asks bounds them.</summary>
    /// <exception cref="LedgerUnavailable">The database could not be reached or broke off.</exception>
    public static async Task<ImmutableArray<T>> FindRowsAsync<T>(
        this RegionalDatabase database, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken,
        params object?[] values)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var statement = new NpgsqlCommand(sql, connection);
        statement.Parameters.Bind(values);
        try
        {
            await using var row = await statement.ExecuteReaderAsync(cancellationToken);
            var rows = ImmutableArray.CreateBuilder<T>();
            while (await row.ReadAsync(cancellationToken))
            {
                rows.Add(read(row));
            }

            return rows.ToImmutable();
        }
        catch (Exception fault) when (IsTrouble(fault))
        {
            throw Unavailable(fault);
        }
    }

    /// <summary>The first row; null: none.</summary>
    /// <exception cref="LedgerUnavailable">The database could not be reached or broke off.</exception>
    public static async Task<T?> FindRowAsync<T>(
        this RegionalDatabase database, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken,
        params object?[] values)
        where T : class
    {
        var rows = await database.FindRowsAsync(sql, read, cancellationToken, values);
        return rows.IsEmpty ? null : rows[0];
    }

    /// <summary>Whether a failed read says something of the machinery and not of the query.</summary>
    public static bool IsTrouble(Exception fault) => fault switch
    {
        PostgresException server => server.SqlState[..2] is "08" or "40" or "53" or "55" or "57" or "58",
        _ => fault is NpgsqlException or IOException or SocketException or TimeoutException,
    };

    /// <summary>The fault for it.</summary>
    public static LedgerUnavailable Unavailable(Exception fault) =>
        new($"The database broke off a read: {fault.Message}", fault);
}
