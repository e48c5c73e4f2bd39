using System.Runtime.CompilerServices;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Reads a ledger by pages: no statement runs long, whatever the ledger's size.</summary>
public sealed class LedgerExport(RegionalDatabase database) : IExportQueries
{
    // Some hundred kilobytes each.
    private const int PageCountMax = 2000;

    private const string Accounts = """
        select a.code, m.code, m.name, a.kind, a.floor, a.ceiling, coalesce((
            select sum(case when t.credit_account = a.id then t.amount else -t.amount end)
            from transfers t join accounts o on o.role = 13 and o.ledger_id = a.ledger_id
            where t.action in (1, 3)
              and ((t.credit_account = a.id and t.debit_account = o.id) or (t.debit_account = a.id and t.credit_account = o.id))
          ), 0)::bigint
        from accounts a join members m on m.id = a.member_id
        where a.ledger_id = $1 and a.role = 1 and a.code > $2
        order by a.code limit $3
        """;

    // A trade's leg in this ledger runs over the region account (role 2); the trade names both parties and the amount.
    private const string Transfers = """
        select t.commit_no, t.ordinal, t.operation, t.leg, t.business_date,
          case when d.role = 2 and tr.id is not null then pl.code || '/' || p.code else d.code end,
          case when c.role = 2 and tr.id is not null then el.code || '/' || e.code else c.code end,
          case when tr.id is not null and 2 in (d.role, c.role) then tr.payee_amount else t.amount end,
          case when tr.id is not null and 2 in (d.role, c.role) then el.currency else l.currency end,
          case when tr.id is not null and 2 in (d.role, c.role) then el.scale else l.scale end,
          t.purpose, t.reference, t.external_reference, t.document_date, t.document_number
        from transfers t
        join ledgers l on l.id = t.ledger_id
        join accounts d on d.id = t.debit_account
        join accounts c on c.id = t.credit_account
        left join trades tr on tr.id = t.trade and not $6
        left join accounts p on p.id = tr.payer_account left join ledgers pl on pl.id = p.ledger_id
        left join accounts e on e.id = tr.payee_account left join ledgers el on el.id = e.ledger_id
        where t.ledger_id = $1 and (t.commit_no, t.ordinal) > ($2, $3) and t.commit_no <= $4 and t.action in (1, 3)
          and d.role <> 13 and c.role <> 13
        order by t.commit_no, t.ordinal limit $5
        """;

    /// <inheritdoc />
    public async IAsyncEnumerable<ExportedAccount> ReadAccountsAsync(
        LedgerId ledger, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (true)
        {
            var page = await database.FindRowsAsync(Accounts, ReadAccount, cancellationToken, ledger, after, PageCountMax);
            foreach (var account in page)
            {
                yield return account;
            }

            if (page.Length < PageCountMax)
            {
                yield break;
            }

            after = page[^1].Code;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ExportedTransfer> ReadTransfersAsync(
        LedgerId ledger, bool tradesAsLegs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await database.FindRowsAsync(
            "select coalesce(max(no), 0) from commits", static row => row.GetInt64(0), cancellationToken);
        var (commit, ordinal) = (0L, -1);
        while (true)
        {
            var page = await database.FindRowsAsync(
                Transfers, ReadTransfer, cancellationToken, ledger, commit, ordinal, last[0], PageCountMax, tradesAsLegs);
            foreach (var (_, _, transfer) in page)
            {
                yield return transfer;
            }

            if (page.Length < PageCountMax)
            {
                yield break;
            }

            (commit, ordinal, _) = page[^1];
        }
    }

    private static ExportedAccount ReadAccount(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), (AccountKind)row.GetInt16(3), row.LongOrNull(4),
        row.LongOrNull(5), row.GetInt64(6));

    private static (long Commit, int Ordinal, ExportedTransfer Transfer) ReadTransfer(NpgsqlDataReader row)
    {
        var (operation, leg) = (row.Operation(2), row.GetInt16(3));
        return (row.GetInt64(0), row.GetInt32(1), new ExportedTransfer(
            leg == 0 ? operation : DerivedId.Of(operation, $"export/{leg}"),
            row.Date(4),
            row.GetString(5),
            row.GetString(6),
            row.GetInt64(7),
            new Currency(row.GetString(8), checked((byte)row.GetInt16(9))),
            row.GetString(10),
            new EntryTexts(row.TextOrNull(11), row.TextOrNull(12), row.DateOrNull(13), row.TextOrNull(14))));
    }
}
