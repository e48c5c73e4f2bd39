using Npgsql;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Queries;

namespace Regional.Storage.Directory;

/// <summary>How a row of <c>pendings</c> becomes a pending transfer.</summary>
internal static class PendingRow
{
    /// <summary>A query of pendings; ends in <c>where</c> and so on.</summary>
    public const string Select = """
        select p.operation, p.leg, p.ledger_id, p.debit_account, p.credit_account, p.amount, l.currency, l.scale,
          p.expires_at, p.status
        from pendings p join ledgers l on l.id = p.ledger_id

        """;

    /// <summary>Reads a row.</summary>
    public static PendingTransfer Read(NpgsqlDataReader row) => new()
    {
        Id = new TransferId(row.Operation(0), row.GetInt16(1)),
        Ledger = new LedgerId(row.GetInt32(2)),
        Debit = new AccountId(row.GetInt64(3)),
        Credit = new AccountId(row.GetInt64(4)),
        Amount = new Amount(row.GetInt64(5), new Currency(row.GetString(6), checked((byte)row.GetInt16(7)))),
        ExpiresAt = row.TimeOrNull(8),
        Status = (PendingStatus)row.GetInt16(9),
    };
}
