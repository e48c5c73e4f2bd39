using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Storage.Facts;

namespace Regional.Storage.Journal;

/// <summary>
/// What postings carry into other tables, one set-based statement per table, behind <c>commit_postings</c> in the same
/// round trip. A table's own constraints decide; on the fast path a violation sends the batch to the second path.
/// </summary>
internal static class FactWriter
{
    /// <summary>Adds the statements that the postings need: usually none.</summary>
    /// <param name="batch">The commit's statements.</param>
    /// <param name="postings">What is posted.</param>
    /// <param name="book">The working copy with all of it applied; null on the fast path.</param>
    /// <param name="at">The commit's clock; null on the fast path.</param>
    public static void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> postings, LedgerBook? book, DateTimeOffset? at)
    {
        AppendCorrections(batch, postings);
        if (postings.All(static posting => posting.Facts.IsEmpty))
        {
            return;
        }

        foreach (var table in FactTable.All)
        {
            table.Append(batch, postings, book, at);
        }
    }

    private static void AppendCorrections(NpgsqlBatch batch, ImmutableArray<Posting> postings)
    {
        if (postings.All(static posting => posting.Corrects is null))
        {
            return;
        }

        var corrections = postings.Where(static posting => posting.Corrects is not null)
            .OrderBy(static posting => posting.Corrects!.Value).ToArray();
        var statement = new NpgsqlBatchCommand("select commit_corrections($1, $2)");
        statement.Parameters
            .WithArray(NpgsqlDbType.Uuid, corrections, static posting => posting.Corrects!.Value.Value)
            .WithArray(NpgsqlDbType.Uuid, corrections, static posting => posting.Id.Value);
        batch.BatchCommands.Add(statement);
    }
}
