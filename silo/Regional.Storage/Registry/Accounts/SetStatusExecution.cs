using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;

namespace Regional.Storage.Registry.Accounts;

internal static class SetStatusExecution
{
    public static async Task<CommandOutcome> RunAsync(SetStatus command, CommandScope scope)
    {
        if (await AccountRow.LockAsync(scope, command.Account) is not { } account)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        if (account.Role is not (AccountRole.Member or AccountRole.Community))
        {
            return Outcome.Refused(RefusalReason.SystemAccount, RefusalFact.Account(account.Id));
        }

        if (account.Status == AccountStatus.Closed)
        {
            return Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(account.Id));
        }

        return await AccountStatusChange.SetAsync(scope, account, command.Status);
    }
}
