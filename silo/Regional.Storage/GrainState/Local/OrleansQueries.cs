using System.Collections.Frozen;
using Npgsql;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.GrainState.Local;

/// <summary>The statements of table <c>orleansquery</c>: both runtimes run the same ones.</summary>
internal sealed class OrleansQueries(RegionalDatabase database)
{
    private FrozenDictionary<string, string>? _texts;

    /// <summary>Runs one and reads its rows.</summary>
    public async Task<List<T>> ReadAsync<T>(
        string key, Func<NpgsqlDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        var text = await FindAsync(key);
        try
        {
            await using var connection = await database.OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand(text, connection);
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            await using var row = await command.ExecuteReaderAsync();
            var rows = new List<T>();
            while (await row.ReadAsync())
            {
                rows.Add(read(row));
            }

            return rows;
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    // Two that come first both read; they read the same.
    private async Task<string> FindAsync(string key)
    {
        var texts = _texts;
        if (texts is null)
        {
            var rows = await database.FindRowsAsync(
                "select querykey, querytext from orleansquery",
                static row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
                CancellationToken.None);
            _texts = texts = rows.ToFrozenDictionary();
        }

        return texts[key];
    }
}
