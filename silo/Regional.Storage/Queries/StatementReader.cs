using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>A page of a statement: both sides of the journal by entry number, each from its own index.</summary>
internal static class StatementReader
{
    public static async Task<StatementPage?> FindAsync(
        RegionalDatabase database, AccountId account, StatementRequest request, CancellationToken cancellationToken)
    {
        var detail = await database.FindRowAsync(
            AccountDetailRow.Select + "where a.id = $1", AccountDetailRow.Read, cancellationToken, account);
        if (detail is null)
        {
            return null;
        }

        var limit = new PageRequest(After: null, request.Limit).LimitInBounds;
        var entries = await database.FindRowsAsync(
            Sql(request.NewestFirst), Read, cancellationToken, account, request.From, limit + 1);
        long? next = entries.Length > limit ? entries[limit - 1].No : null;
        entries = entries.Length > limit ? entries[..limit] : entries;
        var (oldest, newest) = entries.IsEmpty
            ? (null, null)
            : request.NewestFirst ? (entries[^1], entries[0]) : (entries[0], entries[^1]);
        var still = request.NewestFirst && request.From is not null ? 0 : detail.State.Balance;
        return new StatementPage(
            detail.Name, detail.State.Currency, oldest is null ? still : BalanceBefore(oldest),
            newest?.BalanceMinor ?? still, entries, next);
    }

    private static long BalanceBefore(StatementEntry entry) =>
        entry.Action is TransferAction.Post or TransferAction.PostPending
            ? entry.BalanceMinor - entry.SignedMinor
            : entry.BalanceMinor;

    // In a trade the other side is the party behind the region account, where this account is a member's.
    private static string Sql(bool newestFirst)
    {
        var (from, order) = newestFirst ? ("<", "desc") : (">", "asc");
        return $"""
            with entries as (
              (select debit_entry as no, -amount as signed, debit_balance as balance, credit_account as other, t.*
               from transfers t where debit_account = $1 and ($2::bigint is null or debit_entry {from} $2)
               order by debit_entry {order} limit $3)
              union all
              (select credit_entry, amount, credit_balance, debit_account, t.*
               from transfers t where credit_account = $1 and ($2::bigint is null or credit_entry {from} $2)
               order by credit_entry {order} limit $3))
            select e.no, e.operation, e.leg, e.commit_no, e.at, e.business_date, e.action, e.signed, e.balance,
              a.id, l.code, a.code, a.name, e.kind, e.purpose, e.reference, e.external_reference, e.document_date,
              e.document_number, e.entered_by, e.approved_by, e.corrects, e.resolves_operation, e.resolves_leg, e.trade, w.no,
              e.counter_amount, e.counter_currency, e.expires_at, e.forced_reason
            from entries e
            left join trades d on d.id = e.trade and $1 in (d.payer_account, d.payee_account)
            join accounts a on a.id = case $1 when d.payer_account then d.payee_account when d.payee_account
              then d.payer_account else e.other end
            join ledgers l on l.id = a.ledger_id
            left join windows w on w.id = e.window_id
            order by e.no {order} limit $3
            """;
    }

    private static StatementEntry Read(NpgsqlDataReader row) => new()
    {
        No = row.GetInt64(0),
        Transfer = new TransferId(row.Operation(1), row.GetInt16(2)),
        Commit = row.GetInt64(3),
        At = row.Time(4),
        BusinessDate = row.Date(5),
        Action = (TransferAction)row.GetInt16(6),
        SignedMinor = row.GetInt64(7),
        BalanceMinor = row.GetInt64(8),
        Counterparty = row.Name(9),
        Kind = (TransferKind)row.GetInt16(13),
        Purpose = row.GetString(14),
        Texts = row.Texts(15),
        EnteredBy = row.GetString(19),
        ApprovedBy = row.TextOrNull(20),
        Corrects = row.OperationOrNull(21),
        Resolves = row.TransferOrNull(22),
        Trade = row.OperationOrNull(24),
        WindowNo = row.IntOrNull(25),
        CounterMinor = row.LongOrNull(26),
        CounterCurrency = row.TextOrNull(27),
        ExpiresAt = row.TimeOrNull(28),
        ForcedReason = row.TextOrNull(29),
    };
}
