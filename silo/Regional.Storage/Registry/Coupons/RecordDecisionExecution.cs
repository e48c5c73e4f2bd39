using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;

namespace Regional.Storage.Registry.Coupons;

/// <summary>A decision of the general meeting.</summary>
internal static class RecordDecisionExecution
{
    public static async Task<CommandOutcome> RunAsync(RecordDecision command, CommandScope scope)
    {
        if (!(await CouponLedger.FindAsync(scope, command.Ledger)).TryGet(out _, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        await scope.ExecuteAsync(
            """
            insert into coupon_decisions (
              ledger_id, met_on, kind, subject, amount, votes_for, votes_against, at, actor, reason, operation)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            command.Ledger, command.MetOn, command.Sort, command.Subject, command.AmountMinor, command.For,
            command.Against, scope.At, scope.Actor, scope.Reason, scope.Id);
        return Outcome.Done(("decision", scope.Id));
    }
}
