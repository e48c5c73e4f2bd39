using Regional.Contracts.Journal;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Storage.Registry.SavingsPool;

/// <summary>
/// Points from earlier books, once per account and only before the first month end begins, which reads points and writes them
/// later; the bank takes the other side. Runs under the exclusive lock of the ledger's books, as the begin of a month end does.
/// </summary>
internal static class TakeOverPointsExecution
{
    public static async Task<CommandOutcome> RunAsync(TakeOverPoints command, CommandScope scope)
    {
        var scheme = await PoolLedger.FindSchemeAsync(scope, command.Ledger);
        if (scheme != SavingsPoolScheme.SchemeName)
        {
            return scheme is null
                ? Outcome.ParentUnknown("ledger", command.Ledger)
                : Outcome.Refused(RefusalReason.CommandNotOfScheme, new("scheme", scheme), new("command", "points"));
        }

        // Two at once would both add to the bank's points.
        var bank = new AccountId(await scope.GetValueAsync<long>(
            "select id from accounts where ledger_id = $1 and role = $2 for no key update", command.Ledger, AccountRole.PoolBank));
        // A withdrawal under way was decided on the points before; the bank's account has the lowest id.
        await scope.FindRowsAsync(
            "select id from accounts where id = any ($1) order by id for no key update",
            static row => row.GetInt64(0),
            command.Points.Select(static one => one.Account.Value).ToArray());
        var isStarted = await scope.GetValueAsync<bool>(
            "select exists (select from periods where ledger_id = $1 and status <> $2)", command.Ledger, PeriodStatus.Open);
        Int128 sum = 0;
        foreach (var (account, points) in command.Points)
        {
            if (!await scope.GetValueAsync<bool>(
                    "select exists (select from accounts where id = $1 and ledger_id = $2 and role = $3)",
                    account, command.Ledger, AccountRole.Member))
            {
                return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(account));
            }

            var isTaken = isStarted || await scope.GetValueAsync<bool>(
                "select exists (select from pool_points_taken where account_id = $1)", account);
            sum += points;
            if (isTaken)
            {
                return Outcome.Refused(RefusalReason.PointsTaken, RefusalFact.Account(account));
            }
        }

        var before = await scope.FindValueAsync<long>("select points from pool_points where account_id = $1", bank) ?? 0;
        var after = before - sum;
        if (after < long.MinValue || after > long.MaxValue || sum < -long.MaxValue || sum > long.MaxValue)
        {
            return Outcome.Refused(RefusalReason.BalanceOverflow, RefusalFact.Account(bank));
        }

        await WriteAsync(scope, command.Ledger, [.. command.Points, new AccountPoints(bank, (long)-sum)]);
        return Outcome.Done(
            ("ledger", command.Ledger), ("accounts", command.Points.Length), ("bankPoints", (long)after));
    }

    private static async Task WriteAsync(CommandScope scope, LedgerId ledger, AccountPoints[] rows)
    {
        await scope.ExecuteAsync(
            """
            with taken as (
              insert into pool_points_taken (operation, account_id, ledger_id, points, at, actor, reason)
              select $1, account_id, $2, points, $5, $6, $7 from unnest($3::bigint[], $4::bigint[]) as n (account_id, points)
              returning account_id, ledger_id, points)
            insert into pool_points (account_id, ledger_id, points) select account_id, ledger_id, points from taken
            on conflict (account_id) do update set points = pool_points.points + excluded.points
            """,
            scope.Id, ledger, Array.ConvertAll(rows, static row => row.Account.Value),
            Array.ConvertAll(rows, static row => row.PointsMinor), scope.At, scope.Actor, scope.Reason);
    }
}
