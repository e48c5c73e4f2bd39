using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Storage.Journal;

namespace Regional.Storage.Facts;

/// <summary>A document is paid once per payee: the table's primary key decides, also between batches that run side by side.</summary>
internal sealed class DocumentClaimTable : FactTable
{
    private const string Find = """
        select c.ledger_id, c.payee, c.document_number
        from unnest($1, $2, $3) as n (ledger_id, payee, document_number)
        join document_claims c using (ledger_id, payee, document_number)
        """;

    private const string Write = """
        insert into document_claims (ledger_id, payee, document_number, operation)
        select * from unnest($1, $2, $3, $4)
        """;

    public override void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask)
    {
        var claims = members.SelectMany(static posting => posting.Facts).OfType<DocumentClaim>().ToArray();
        if (claims.Length == 0)
        {
            return;
        }

        var find = new NpgsqlBatchCommand(Find);
        find.Parameters
            .WithArray(NpgsqlDbType.Integer, claims, static claim => claim.Ledger.Value)
            .WithArray(NpgsqlDbType.Bigint, claims, static claim => claim.Payee.Value)
            .WithArray(NpgsqlDbType.Text, claims, static claim => claim.DocumentNumber);
        ask(find, row => book.Claims.Add(
            new DocumentClaim(new LedgerId(row.GetInt32(0)), new AccountId(row.GetInt64(1)), row.GetString(2))));
    }

    // Sorted, so that two batches that claim the same documents wait for each other in one order.
    public override void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, LedgerBook? book, DateTimeOffset? at)
    {
        var claims = accepted
            .SelectMany(static posting => posting.Facts.OfType<DocumentClaim>(), static (posting, claim) => (posting, claim))
            .OrderBy(static row => row.claim.Ledger.Value)
            .ThenBy(static row => row.claim.Payee)
            .ThenBy(static row => row.claim.DocumentNumber, StringComparer.Ordinal)
            .ToArray();
        if (claims.Length == 0)
        {
            return;
        }

        var write = new NpgsqlBatchCommand(Write);
        write.Parameters
            .WithArray(NpgsqlDbType.Integer, claims, static row => row.claim.Ledger.Value)
            .WithArray(NpgsqlDbType.Bigint, claims, static row => row.claim.Payee.Value)
            .WithArray(NpgsqlDbType.Text, claims, static row => row.claim.DocumentNumber)
            .WithArray(NpgsqlDbType.Uuid, claims, static row => row.posting.Id.Value);
        batch.BatchCommands.Add(write);
    }
}
