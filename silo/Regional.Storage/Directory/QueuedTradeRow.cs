using Npgsql;
using Regional.Contracts.Directory;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Queries;

namespace Regional.Storage.Directory;

/// <summary>How a waiting row of <c>trades</c> becomes a queued trade.</summary>
internal static class QueuedTradeRow
{
    /// <summary>Trades of region $1 that wait, oldest first, at most $2.</summary>
    public const string OfRegion = """
        select t.id, t.payer_account, r.ledger_id, t.payee_account, e.ledger_id, t.payee_amount, l.currency, l.scale, t.kind,
          t.purpose, t.business_date, t.queue_account, t.queued_at, t.reference, t.external_reference, t.document_date,
          t.document_number, t.actor, o.fingerprint
        from trades t join accounts r on r.id = t.payer_account join accounts e on e.id = t.payee_account
        join ledgers l on l.id = e.ledger_id join operations o on o.id = t.id
        where t.region_id = $1 and t.status = 1
        order by t.queued_at, t.id limit $2
        """;

    /// <summary>Reads a row.</summary>
    public static QueuedTrade Read(NpgsqlDataReader row) => new(
        row.Operation(0),
        new AccountId(row.GetInt64(1)),
        new LedgerId(row.GetInt32(2)),
        new AccountId(row.GetInt64(3)),
        new LedgerId(row.GetInt32(4)),
        new Amount(row.GetInt64(5), new Currency(row.GetString(6), checked((byte)row.GetInt16(7)))),
        (TransferKind)row.GetInt16(8),
        row.GetString(9),
        row.Date(10),
        new AccountId(row.GetInt64(11)),
        row.Time(12),
        new TradeDetails(row.TextOrNull(13), row.TextOrNull(14), row.DateOrNull(15), row.TextOrNull(16)),
        row.GetString(17),
        Fingerprint.FromBytes(row.GetFieldValue<byte[]>(18)));
}
