using Npgsql;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Queries;

namespace Regional.Storage.Directory;

/// <summary>How a row of <c>payment_requests</c> becomes a request. An open one past its time reads as expired.</summary>
internal static class PaymentRequestRow
{
    /// <summary>A query of requests <c>q</c>; ends in <c>where</c> and so on.</summary>
    public const string Select = """
        select q.id, q.payee_account, e.ledger_id, q.payer_account, r.ledger_id, q.amount, l.currency, l.scale, q.kind,
          q.purpose, q.reference, q.document_number, q.requested_at, q.expires_at,
          case when q.status = 1 and q.expires_at <= clock_timestamp() then 4 else q.status end::smallint, q.answered_by
        from payment_requests q join accounts e on e.id = q.payee_account join accounts r on r.id = q.payer_account
        join ledgers l on l.id = e.ledger_id

        """;

    /// <summary>Reads a row.</summary>
    public static PaymentRequest Read(NpgsqlDataReader row) => new(
        row.Operation(0),
        new AccountId(row.GetInt64(1)),
        new LedgerId(row.GetInt32(2)),
        new AccountId(row.GetInt64(3)),
        new LedgerId(row.GetInt32(4)),
        new Amount(row.GetInt64(5), new Currency(row.GetString(6), checked((byte)row.GetInt16(7)))),
        (TransferKind)row.GetInt16(8),
        row.GetString(9),
        row.TextOrNull(10),
        row.TextOrNull(11),
        row.Time(12),
        row.Time(13),
        (RequestStatus)row.GetInt16(14),
        row.OperationOrNull(15));
}
