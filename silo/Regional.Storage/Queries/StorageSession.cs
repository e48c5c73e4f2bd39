using System.Collections.Immutable;
using Npgsql;
using Regional.Domain;

namespace Regional.Storage.Queries;

/// <summary>Statements of one transaction.</summary>
internal class StorageSession(
    NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
{
    /// <summary>Runs a statement; how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var statement = Statement(sql, values);
        return await statement.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first row, or null when there is none.</summary>
    public async Task<T?> FindRowAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
        where T : class
    {
        await using var statement = Statement(sql, values);
        await using var row = await statement.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? read(row) : null;
    }

    /// <summary>All rows.</summary>
    public async Task<ImmutableArray<T>> FindRowsAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        await using var statement = Statement(sql, values);
        await using var row = await statement.ExecuteReaderAsync(cancellation);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await row.ReadAsync(cancellation))
        {
            rows.Add(read(row));
        }

        return rows.ToImmutable();
    }

    /// <summary>The first column of the first row; null when there is no row or it is null.</summary>
    public async Task<T?> FindValueAsync<T>(string sql, params object?[] values)
        where T : struct
    {
        await using var statement = Statement(sql, values);
        await using var row = await statement.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) && !row.IsDBNull(0) ? row.GetFieldValue<T>(0) : null;
    }

    /// <summary>The first column of the one row there must be.</summary>
    public async Task<T> GetValueAsync<T>(string sql, params object?[] values)
        where T : struct =>
        await FindValueAsync<T>(sql, values)
        ?? throw new InvariantViolation($"A row is missing that must be there: {sql}");

    private NpgsqlCommand Statement(string sql, object?[] values)
    {
        var statement = new NpgsqlCommand(sql, connection, transaction);
        statement.Parameters.Bind(values);
        return statement;
    }
}
