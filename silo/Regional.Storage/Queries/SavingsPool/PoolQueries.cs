using System.Collections.Immutable;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries.SavingsPool;

/// <summary>Agreements and month ends of savings pools, from PostgreSQL.</summary>
public sealed class PoolQueries(RegionalDatabase database) : IPoolQueries
{
    private const string Months = """
        select p.no, p.last_date, x.balance, x.opening
        from pool_point_lines x join periods p on p.id = x.period_id
        where x.account_id = $1 and p.status >= 3 and ($2::integer is null or p.no < $2)
        order by p.no desc limit $3
        """;

    // The ledger's own accounts only where they have something to show; members always.
    private const string Lines = """
        select a.code, a.name, a.role, x.balance, x.opening
        from pool_point_lines x join accounts a on a.id = x.account_id
        where x.period_id = $1 and (a.role = 1 or x.balance <> 0 or x.opening <> 0)
        order by a.role, a.code
        """;

    /// <inheritdoc />
    public async Task<Page<AgreementDetail>> FindAgreementsAsync(
        LedgerId ledger, AccountId? account, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            AgreementRow.Select + """
                 where g.ledger_id = $1 and ($2::bigint is null or g.account_id = $2) and ($3::uuid is null or g.id < $3)
                order by g.id desc limit $4
                """,
            AgreementRow.Read, cancellationToken, ledger, account, page.IdCursor(), page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static row => row.Id.ToString());
    }

    /// <inheritdoc />
    public Task<AgreementDetail?> FindAgreementAsync(OperationId agreement, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            AgreementRow.Select + " where g.id = $1", AgreementRow.Read, cancellationToken, agreement);

    /// <inheritdoc />
    public async Task<PoolStatementDetail?> FindStatementAsync(
        LedgerId ledger, int period, CancellationToken cancellationToken)
    {
        var head = await database.FindRowAsync(
            """
            select p.id, p.no, p.first_date, p.last_date, l.code, l.currency, l.scale
            from periods p join ledgers l on l.id = p.ledger_id
            where p.ledger_id = $1 and p.no = $2 and p.status >= 3
            """,
            static row => new Head(
                row.GetInt64(0),
                new PoolStatementDetail(
                    row.GetInt32(1), row.Date(2), row.Date(3), row.GetString(4), row.Currency(5), Lines: [], Overdue: [])),
            cancellationToken, ledger, period);
        if (head is null)
        {
            return null;
        }

        var lines = await database.FindRowsAsync(
            Lines,
            static row => new PoolStatementLine(
                row.GetString(0), row.GetString(1), (AccountRole)row.GetInt16(2), new(row.GetInt64(3), row.GetInt64(4))),
            cancellationToken, head.Period);
        var overdue = await database.FindRowsAsync(
            AgreementRow.StandingsAt, AgreementRow.ReadOverdue, cancellationToken, ledger, head.Period);
        return head.Statement with
        {
            Lines = lines,
            Overdue = [.. overdue.OfType<OverduePlan>().Where(static plan => plan.Standing.BehindMinor > 0)],
        };
    }

    /// <inheritdoc />
    public async Task<Page<AccountMonthDetail>> FindMonthsAsync(
        AccountId account, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Months,
            static row => new AccountMonthDetail(row.GetInt32(0), row.Date(1), new(row.GetInt64(2), row.GetInt64(3))),
            cancellationToken, account, page.NumberCursor() is { } number ? (int?)number : null, page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static row => $"{row.Period}");
    }

    /// <inheritdoc />
    public async Task<long> FindPointsAsync(AccountId account, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            "select points from pool_points where account_id = $1", static row => row.GetInt64(0), cancellationToken, account);
        return rows.IsEmpty ? 0 : rows[0];
    }

    private sealed record Head(long Period, PoolStatementDetail Statement);
}
