using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;

namespace Regional.Storage.Registry.Coupons;

/// <summary>A month's indicators; what was entered before is kept.</summary>
internal static class EnterIndicatorsExecution
{
    public static async Task<CommandOutcome> RunAsync(EnterIndicators command, CommandScope scope)
    {
        if (!(await CouponLedger.FindAsync(scope, command.Ledger)).TryGet(out _, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        await scope.ExecuteAsync(
            """
            insert into coupon_indicators (ledger_id, month, indicator, value, at, actor, reason, operation)
            select $1, $2, f.indicator, f.value, $5, $6, $7, $8
            from unnest($3::smallint[], $4::bigint[]) as f (indicator, value)
            """,
            command.Ledger, command.Month, command.Figures.Keys.Select(static key => (short)key).ToArray(),
            command.Figures.Values.ToArray(), scope.At, scope.Actor, scope.Reason, scope.Id);
        return Outcome.Done(("month", $"{command.Month:yyyy-MM}"), ("figures", $"{command.Figures.Count}"));
    }
}
