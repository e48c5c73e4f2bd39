using Npgsql;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Queries;

namespace Regional.Storage.Directory;

/// <summary>How a row of <c>transfers</c> becomes the leg it was.</summary>
internal static class PostedLegRow
{
    /// <summary>
    /// Legs of operation $1 in order. The unit of a counter amount is that of the ledger on the other side of the
    /// correspondence; of its scale only that ledger knows.
    /// </summary>
    public const string OfOperation = """
        select t.leg, t.ledger_id, t.debit_account, t.credit_account, t.amount, l.currency, l.scale, t.action, t.kind,
          t.purpose, t.at, t.expires_at, t.resolves_operation, t.resolves_leg, t.forced_reason, t.counter_amount,
          t.counter_currency, other.scale, t.rate_id, t.business_date, t.trade, t.window_id
        from operations o join transfers t on t.commit_no = o.commit_no and t.operation = o.id
        join ledgers l on l.id = t.ledger_id
        left join lateral (
          select x.scale from correspondents c
          join ledgers x on x.id in (c.lower_ledger_id, c.upper_ledger_id) and x.id <> t.ledger_id
          where t.counter_amount is not null and x.currency = t.counter_currency
            and (c.lower_account_id in (t.debit_account, t.credit_account)
              or c.upper_account_id in (t.debit_account, t.credit_account))
          order by x.id limit 1) as other on true
        where o.id = $1 and o.refusal is null
        order by t.leg
        """;

    /// <summary>Reads a row.</summary>
    public static PostedLeg Read(NpgsqlDataReader row) => new(
        new Leg
        {
            Ledger = new LedgerId(row.GetInt32(1)),
            Debit = new AccountId(row.GetInt64(2)),
            Credit = new AccountId(row.GetInt64(3)),
            Amount = new Amount(row.GetInt64(4), new Currency(row.GetString(5), checked((byte)row.GetInt16(6)))),
            Action = (TransferAction)row.GetInt16(7),
            Kind = (TransferKind)row.GetInt16(8),
            Purpose = row.GetString(9),
            Expiry = row.TimeOrNull(11) - row.Time(10),
            Resolves = row.IsDBNull(12) ? null : new TransferId(row.Operation(12), row.GetInt16(13)),
            ForcedReason = row.TextOrNull(14),
            Counter = row.IsDBNull(15) ? null : ReadCounter(row),
            RateId = row.LongOrNull(18) ?? 0,
        },
        row.Date(19),
        row.OperationOrNull(20),
        row.LongOrNull(21) is { } window ? new WindowId(window) : null);

    private static Amount ReadCounter(NpgsqlDataReader row) => new(
        row.GetInt64(15),
        new Currency(row.GetString(16), row.IsDBNull(17) ? checked((byte)row.GetInt16(6)) : checked((byte)row.GetInt16(17))));
}
