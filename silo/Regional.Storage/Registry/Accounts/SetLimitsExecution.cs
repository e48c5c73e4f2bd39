using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;

namespace Regional.Storage.Registry.Accounts;

internal static class SetLimitsExecution
{
    public static async Task<CommandOutcome> RunAsync(SetLimits command, CommandScope scope)
    {
        if (await AccountRow.LockAsync(scope, command.Account) is not { } account)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        if (account.Status == AccountStatus.Closed)
        {
            return Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(account.Id));
        }

        // The worst balances were measured against the old limits, which the last commit kept.
        await scope.ExecuteAsync(
            """
            update accounts set floor = $2, ceiling = $3, worst_low = null, worst_high = null, version = version + 1
            where id = $1
            """,
            account.Id, command.Floor, command.Ceiling);
        return Outcome.Done(
            await AccountChanges.RecordAsync(scope, account.Id), ("account", account.Id), ("version", account.Version + 1));
    }
}
