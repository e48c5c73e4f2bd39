using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Queries;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Periods;

/// <summary>Points of a pool's month ends: the lines, and each account's points from then on.</summary>
internal sealed class PointsRecordTable : PeriodRecordTable
{
    // Accounts are in the order of their ids in every chunk, so two runs wait for each other in one order.
    private const string Write = """
        with given as (
          select * from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as n (account_id, balance, opening)),
        lines as (
          insert into pool_point_lines (period_id, account_id, ledger_id, balance, opening, total)
          select $1, n.account_id, a.ledger_id, n.balance, n.opening, n.opening + n.balance
          from given n join accounts a on a.id = n.account_id
          returning account_id, ledger_id, total)
        insert into pool_points (account_id, ledger_id, points)
        select account_id, ledger_id, total from lines order by account_id
        on conflict (account_id) do update set points = excluded.points
        """;

    public override async Task WriteAsync(CommandScope scope, PeriodSpan period, ImmutableArray<PeriodRecord> records)
    {
        var rows = records.OfType<PointsRecord>().ToArray();
        if (rows.Length > 0)
        {
            await scope.ExecuteAsync(
                Write,
                period.Id.Value,
                Array.ConvertAll(rows, static row => row.Account.Value),
                Array.ConvertAll(rows, static row => row.Line.BalanceMinor),
                Array.ConvertAll(rows, static row => row.Line.OpeningPointsMinor));
        }
    }

    /// <summary>Points before a month end. A period's steps run one after the other, so they stand until its chunk is written.</summary>
    public static async Task<PeriodState> ReadAsync(
        RegionalDatabase database, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            "select account_id, points from pool_points where account_id = any ($1)",
            static row => KeyValuePair.Create(new AccountId(row.GetInt64(0)), row.GetInt64(1)),
            cancellationToken,
            accounts.Select(static account => account.Id.Value).ToArray());
        return new OpeningPoints(rows.ToImmutableDictionary());
    }
}
