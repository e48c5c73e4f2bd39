using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Npgsql;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries.MutualCredit;

/// <summary>The transfers of a ledger put together to the postings that made them, page by page.</summary>
internal static class PastPostings
{
    // As many rows as a page of the export.
    private const int PageCountMax = 5_000;

    private const string Transfers = """
        select t.commit_no, t.ordinal, t.operation, t.business_date, t.corrects, t.debit_account, t.credit_account, t.amount,
          t.purpose, t.forced_reason is not null
        from transfers t
        where t.ledger_id = $1 and (t.commit_no, t.ordinal) > ($2, $3) and t.commit_no <= $4 and t.business_date <= $5
          and t.action in (1, 3)
        order by t.commit_no, t.ordinal limit $6
        """;

    public static async IAsyncEnumerable<PastPosting> ReadAsync(
        RegionalDatabase database, LedgerId ledger, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await database.FindRowsAsync(
            "select coalesce(max(no), 0) from commits", static row => row.GetInt64(0), cancellationToken);
        PastPosting? open = null;
        var (commit, ordinal) = (0L, -1);
        while (true)
        {
            var page = await database.FindRowsAsync(
                Transfers, Read, cancellationToken, ledger, commit, ordinal, last[0], to, PageCountMax);
            foreach (var (_, _, row) in page)
            {
                if (open?.Operation == row.Operation)
                {
                    open = open with { Transfers = open.Transfers.AddRange(row.Transfers) };
                    continue;
                }

                if (open is not null)
                {
                    yield return open;
                }

                open = row;
            }

            if (page.Length < PageCountMax)
            {
                break;
            }

            (commit, ordinal, _) = page[^1];
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private static (long Commit, int Ordinal, PastPosting Posting) Read(NpgsqlDataReader row) => (
        row.GetInt64(0),
        row.GetInt32(1),
        new PastPosting(
            row.Operation(2),
            row.Date(3),
            row.OperationOrNull(4),
            [
                new PastTransfer(
                    new AccountId(row.GetInt64(5)), new AccountId(row.GetInt64(6)), row.GetInt64(7), row.GetString(8),
                    row.GetBoolean(9)),
            ]));
}
