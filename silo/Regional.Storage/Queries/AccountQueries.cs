using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Accounts, statements and pending transfers, from PostgreSQL.</summary>
public sealed class AccountQueries(RegionalDatabase database) : IAccountQueries
{
    // Purpose and reference stand on the transfer that placed it, found by the commit of its operation.
    private const string Pendings = """
        select p.operation, p.leg, d.id, l.code, d.code, d.name, e.id, l.code, e.code, e.name, p.amount, l.currency, l.scale,
          p.placed_at, p.expires_at, p.status, p.resolved_by, p.posted_amount, t.purpose, t.reference
        from pendings p join ledgers l on l.id = p.ledger_id join accounts d on d.id = p.debit_account
        join accounts e on e.id = p.credit_account join operations o on o.id = p.operation
        join transfers t on t.commit_no = o.commit_no and t.operation = p.operation and t.leg = p.leg

        """;

    private const string AfterAndOrder = """
         and ($3::uuid is null or (p.operation, p.leg) > ($3, $4)) order by p.operation, p.leg limit $5
        """;

    /// <inheritdoc />
    public Task<AccountDetail?> FindAccountAsync(AccountId account, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            AccountDetailRow.Select + "where a.id = $1", AccountDetailRow.Read, cancellationToken, account);

    /// <inheritdoc />
    public async Task<Page<AccountDetail>> FindAccountsAsync(
        LedgerId ledger, AccountRole? role, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            AccountDetailRow.Select + """
                where a.ledger_id = $1 and ($2::smallint is null or a.role = $2) and ($3::text is null or a.code > $3)
                order by a.code limit $4
                """,
            AccountDetailRow.Read, cancellationToken, ledger, role, page.After, page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static account => account.Name.Code);
    }

    /// <inheritdoc />
    public Task<ImmutableArray<AccountDetail>> FindAccountsAsync(
        MemberId member, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            AccountDetailRow.Select + "where a.member_id = $1 order by l.code, a.code", AccountDetailRow.Read,
            cancellationToken, member);

    /// <inheritdoc />
    public Task<StatementPage?> FindStatementAsync(
        AccountId account, StatementRequest request, CancellationToken cancellationToken) =>
        StatementReader.FindAsync(database, account, request, cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<AccountChange>> FindChangesAsync(
        AccountId account, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            """
            select version, at, operation, actor, reason, floor, ceiling, status from account_changes where account_id = $1
            order by version desc
            """,
            static row => new AccountChange(
                row.GetInt64(0), row.Time(1), row.Operation(2), row.GetString(3), row.TextOrNull(4), row.LongOrNull(5),
                row.LongOrNull(6), (AccountStatus)row.GetInt16(7)),
            cancellationToken,
            account);

    /// <inheritdoc />
    public Task<Page<PendingDetail>> FindPendingsAsync(
        AccountId account, bool withEnded, PageRequest page, CancellationToken cancellationToken) =>
        FindPageAsync(
            "where (p.debit_account = $1 or p.credit_account = $1) and (p.status = 1 or $2)", account, withEnded, page,
            cancellationToken);

    /// <inheritdoc />
    public Task<Page<PendingDetail>> FindPendingsAsync(
        LedgerId ledger, bool withEnded, PageRequest page, CancellationToken cancellationToken) =>
        FindPageAsync("where p.ledger_id = $1 and (p.status = 1 or $2)", ledger, withEnded, page, cancellationToken);

    /// <inheritdoc />
    public Task<PendingDetail?> FindPendingAsync(TransferId transfer, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            Pendings + "where p.operation = $1 and p.leg = $2", ReadPending, cancellationToken, transfer.Posting,
            transfer.Leg);

    private async Task<Page<PendingDetail>> FindPageAsync(
        string where, object of, bool withEnded, PageRequest page, CancellationToken cancellationToken)
    {
        var (operation, leg) = ReadCursor(page.After);
        var rows = await database.FindRowsAsync(
            Pendings + where + AfterAndOrder, ReadPending, cancellationToken, of, withEnded, operation, leg,
            page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static pending => pending.Id.ToString());
    }

    // posting:leg, as a transfer's id is written.
    private static (Guid? Operation, short Leg) ReadCursor(string? after)
    {
        var parts = (after ?? "").Split(':');
        return parts.Length == 2 && Guid.TryParse(parts[0], out var operation) && short.TryParse(parts[1], out var leg)
            ? (operation, leg)
            : (null, (short)0);
    }

    private static PendingDetail ReadPending(NpgsqlDataReader row) => new(
        new TransferId(row.Operation(0), row.GetInt16(1)), row.Name(2), row.Name(6), row.Amount(10), row.Time(13),
        row.TimeOrNull(14), (PendingStatus)row.GetInt16(15), row.OperationOrNull(16), row.LongOrNull(17),
        row.GetString(18), row.TextOrNull(19));
}
