using Npgsql;

namespace Regional.Storage.Journal;

/// <summary>The whole batch in one round trip from BEGIN to COMMIT: one implicit transaction, one prepared call.</summary>
internal static class FastPath
{
    /// <summary>Commits the batch, or finds that its members must be looked at one by one.</summary>
    /// <returns>Null: committed. Otherwise the SQLSTATE of the rejection; nothing happened.</returns>
    public static async Task<string?> TryAsync(
        NpgsqlConnection connection, BatchColumns columns, int epoch, string writer, CommitOutcomes outcomes)
    {
        await using var batch = new NpgsqlBatch(connection);
        BooksStatement.Guard(batch, columns.Postings);
        batch.BatchCommands.Add(CommitStatement.Call(columns, epoch, writer, begun: null));
        FactWriter.Append(batch, columns.Postings, book: null, at: null);
        var mine = new CommitOutcomes(columns.Postings.Length);
        try
        {
            await batch.PrepareAsync();
            await using var row = await batch.ExecuteReaderAsync();
            await row.NextResultAsync();
            await row.ReadAsync();
            CommitStatement.Read(row, columns, mine);

            // The commit is known only when every statement has answered.
            while (await row.NextResultAsync())
            {
            }
        }
        catch (PostgresException rejection) when (JournalFaults.IsRejection(rejection))
        {
            return rejection.SqlState;
        }

        outcomes.Add(mine);
        return null;
    }
}
