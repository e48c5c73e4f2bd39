using Npgsql;
using NpgsqlTypes;

namespace Regional.Storage.Journal;

/// <summary>Positional, typed parameters, so that a prepared statement is found again whatever the values are.</summary>
internal static class ParameterExtensions
{
    public static NpgsqlParameterCollection With<T>(
        this NpgsqlParameterCollection parameters, NpgsqlDbType type, T? value)
    {
        parameters.Add(
            value is null
                ? new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value }
                : new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = value });
        return parameters;
    }

    public static NpgsqlParameterCollection WithArray<T>(
        this NpgsqlParameterCollection parameters, NpgsqlDbType element, T[]? values) =>
        parameters.With(NpgsqlDbType.Array | element, values);

    public static NpgsqlParameterCollection WithArray<TRow, T>(
        this NpgsqlParameterCollection parameters, NpgsqlDbType element, IReadOnlyList<TRow> rows, Func<TRow, T> column)
    {
        var values = new T[rows.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = column(rows[at]);
        }

        return parameters.WithArray(element, values);
    }
}
