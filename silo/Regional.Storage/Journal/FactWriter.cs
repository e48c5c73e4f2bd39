using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;

namespace Regional.Storage.Journal;

/// <summary>
/// What postings carry into other tables, one set-based statement per table, behind <c>commit_postings</c> in the same
/// round trip. A table's own constraints decide; on the fast path a violation sends the batch to the second path.
/// </summary>
internal static class FactWriter
{
    /// <summary>Adds the statements that the postings need: usually none.</summary>
    public static void Append(NpgsqlBatch batch, ImmutableArray<Posting> postings)
    {
        AppendCorrections(batch, postings);
        AppendDocumentClaims(batch, postings);
    }

    private static void AppendCorrections(NpgsqlBatch batch, ImmutableArray<Posting> postings)
    {
        var corrections = postings.Where(static posting => posting.Corrects is not null)
            .OrderBy(static posting => posting.Corrects!.Value).ToArray();
        if (corrections.Length == 0)
        {
            return;
        }

        var statement = new NpgsqlBatchCommand("select commit_corrections($1, $2)");
        statement.Parameters
            .WithArray(NpgsqlDbType.Uuid, corrections, static posting => posting.Corrects!.Value.Value)
            .WithArray(NpgsqlDbType.Uuid, corrections, static posting => posting.Id.Value);
        batch.BatchCommands.Add(statement);
    }

    // Sorted, so that two batches that claim the same documents wait for each other in one order.
    private static void AppendDocumentClaims(NpgsqlBatch batch, ImmutableArray<Posting> postings)
    {
        var claims = postings
            .SelectMany(static posting => posting.Facts.OfType<DocumentClaim>(), static (posting, claim) => (posting, claim))
            .OrderBy(static row => row.claim.Ledger.Value)
            .ThenBy(static row => row.claim.Payee)
            .ThenBy(static row => row.claim.DocumentNumber, StringComparer.Ordinal)
            .ToArray();
        if (claims.Length == 0)
        {
            return;
        }

        var statement = new NpgsqlBatchCommand(
            """
            insert into document_claims (ledger_id, payee, document_number, operation)
            select * from unnest($1, $2, $3, $4)
            """);
        statement.Parameters
            .WithArray(NpgsqlDbType.Integer, claims, static row => row.claim.Ledger.Value)
            .WithArray(NpgsqlDbType.Bigint, claims, static row => row.claim.Payee.Value)
            .WithArray(NpgsqlDbType.Text, claims, static row => row.claim.DocumentNumber)
            .WithArray(NpgsqlDbType.Uuid, claims, static row => row.posting.Id.Value);
        batch.BatchCommands.Add(statement);
    }
}
