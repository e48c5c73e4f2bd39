using Regional.Contracts.Journal;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Directory;

namespace Regional.Storage.Registry.SavingsPool;

/// <summary>A proposal with the plan that members vote on: as if the amount were drawn now, after all savings.</summary>
internal static class ProposeAgreementExecution
{
    public static async Task<CommandOutcome> RunAsync(ProposeAgreement command, CommandScope scope)
    {
        var scheme = await PoolLedger.FindSchemeAsync(scope, command.Ledger);
        if (scheme != SavingsPoolScheme.SchemeName)
        {
            return scheme is null
                ? Outcome.ParentUnknown("ledger", command.Ledger)
                : Outcome.Refused(RefusalReason.CommandNotOfScheme, new("scheme", scheme), new("command", "agreement"));
        }

        var account = await AccountRow.LockAsync(scope, command.Account);
        if (account is null || account.Ledger != command.Ledger || account.Role != AccountRole.Member)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        if (account.Status == AccountStatus.Closed)
        {
            return Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(command.Account));
        }

        var points = await scope.FindValueAsync<long>(
            "select points from pool_points where account_id = $1", command.Account) ?? 0;
        var owed = Int128.Min(0, (Int128)account.Balance - account.DebitsPending) - command.AmountMinor;
        if (owed < long.MinValue)
        {
            return Outcome.Refused(RefusalReason.BalanceOverflow, RefusalFact.Account(command.Account));
        }

        var start = new PlanStart((long)owed, points, command.RepaymentMinor, command.SavingMinor);
        if (!RepaymentPlan.Make(start).TryGet(out var plan, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        await scope.ExecuteAsync(
            """
            insert into pool_agreements (id, ledger_id, account_id, amount, term_months, repayment, saving, balance, points,
              proposed_at, actor, reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            command.Id, command.Ledger, command.Account, command.AmountMinor, command.TermMonths, command.RepaymentMinor,
            command.SavingMinor, start.BalanceMinor, points, scope.At, scope.Actor, scope.Reason);
        return Outcome.Done(
            ("agreement", command.Id),
            ("payments", plan.PaymentCount),
            ("repayments", plan.RepaymentCount),
            ("lowestPoints", plan.LowestPointsMinor));
    }
}
