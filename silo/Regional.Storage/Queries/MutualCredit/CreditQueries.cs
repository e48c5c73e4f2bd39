using System.Collections.Immutable;
using System.Data;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Storage.MutualCredit;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries.MutualCredit;

/// <summary>Mutual credit as people read it, from PostgreSQL.</summary>
public sealed class CreditQueries(RegionalDatabase database) : ICreditQueries
{
    private const string Switches = """
        select id, is_on, at, actor, reason, operation from credit_switches
        where ledger_id = $1 and ($2::bigint is null or id < $2)
        order by id desc limit $3
        """;

    private const string Limits = """
        select c.version, c.at, c.actor, c.reason, c.floor, c.ceiling, c.operation, g.model, g.as_of, g.payroll,
          g.commercial, g.sales, g.counted, g.months, g.monthly_pay
        from account_changes c
        left join credit_grants g on g.account_id = c.account_id and g.operation = c.operation
        where c.account_id = $1 and ($2::bigint is null or c.version < $2)
        order by c.version desc limit $3
        """;

    /// <inheritdoc />
    public async Task<Page<CreditSwitchDetail>> FindSwitchesAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Switches, ReadSwitch, cancellationToken, ledger, page.NumberCursor(), page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static one => $"{one.No}");
    }

    /// <inheritdoc />
    public async Task<Page<ReviewedLimit>> ReviewAsync(LimitQuestion asked, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var snapshot = await connection.BeginTransactionAsync(
                IsolationLevel.RepeatableRead, cancellationToken);
            var rows = await LimitReview.ReadAsync(
                new StorageSession(connection, snapshot, cancellationToken), asked with { Limit = asked.Limit + 1 });
            return rows.ToPage(asked.Limit, static one => $"{one.Account}");
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    /// <inheritdoc />
    public async Task<Page<LimitChangeDetail>> FindLimitsAsync(
        AccountId account, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Limits, ReadLimit, cancellationToken, account, page.NumberCursor(), page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static one => $"{one.Version}");
    }

    /// <inheritdoc />
    public async Task<CreditIndicators> FindIndicatorsAsync(
        LedgerId ledger, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        (await database.FindRowAsync(
            IndicatorSql.Indicators, ReadIndicators, cancellationToken, ledger, from, to, AccountRole.Region,
            Purposes.Bookkeeping.ToArray()))!;

    /// <inheritdoc />
    public async Task<Page<StagnantAccount>> FindStagnantAsync(
        LedgerId ledger, DateOnly before, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            IndicatorSql.Stagnant,
            static row => new StagnantAccount(
                new AccountId(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.Date(4)),
            cancellationToken, ledger, before, page.NumberCursor() ?? 0, page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static one => $"{one.Account}");
    }

    /// <inheritdoc />
    public Task<ImmutableArray<PurposeTurnover>> FindPurposesAsync(
        LedgerId ledger, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            IndicatorSql.Purposes,
            static row => new PurposeTurnover(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
            cancellationToken, ledger, from, to);

    /// <inheritdoc />
    public async Task<(long Before, long After)> CountBeyondAsync(
        IReadOnlyList<ReviewedLimit> accounts, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            IndicatorSql.Beyond, static row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken,
            accounts.Select(static one => one.Account.Value).ToArray(),
            accounts.Select(static one => one.FloorMinor).ToArray(),
            accounts.Select(static one => one.IsKept ? one.FloorMinor : one.FloorAfterMinor).ToArray(),
            from, to);
        return rows[0];
    }

    /// <inheritdoc />
    public IAsyncEnumerable<PastPosting> ReadPastAsync(
        LedgerId ledger, DateOnly to, CancellationToken cancellationToken) =>
        PastPostings.ReadAsync(database, ledger, to, cancellationToken);

    private static CreditSwitchDetail ReadSwitch(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetBoolean(1), row.Time(2), row.GetString(3), row.TextOrNull(4), row.Operation(5));

    private static LimitChangeDetail ReadLimit(NpgsqlDataReader row) => new()
    {
        Version = row.GetInt64(0),
        At = row.Time(1),
        Actor = row.GetString(2),
        Reason = row.TextOrNull(3),
        FloorMinor = row.LongOrNull(4),
        CeilingMinor = row.LongOrNull(5),
        Operation = row.Operation(6),
        Grant = row.IsDBNull(7)
            ? null
            : new GrantDetail(
                row.GetString(7), row.Date(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12),
                row.GetInt32(13), row.GetInt64(14)),
    };

    private static CreditIndicators ReadIndicators(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
        row.GetInt64(6), row.GetInt64(7), row.GetInt64(8));
}
