using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;

namespace Regional.Storage.Registry.Accounts;

internal static class CloseAccountExecution
{
    public static async Task<CommandOutcome> RunAsync(CloseAccount command, CommandScope scope)
    {
        if (await AccountRow.LockAsync(scope, command.Account) is not { } account)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        return Check(account) is { } refusal
            ? new CommandOutcome.Refused(refusal)
            : await AccountStatusChange.SetAsync(scope, account, AccountStatus.Closed);
    }

    private static Refusal? Check(AccountState account)
    {
        if (account.Role != AccountRole.Member)
        {
            return Refusal.For(RefusalReason.SystemAccount, RefusalFact.Account(account.Id));
        }

        if (account.Status == AccountStatus.Closed)
        {
            return Refusal.For(RefusalReason.AccountClosed, RefusalFact.Account(account.Id));
        }

        if (account.Balance != 0)
        {
            return Refusal.For(
                RefusalReason.AccountNotZero,
                RefusalFact.Account(account.Id),
                RefusalFact.Money("balance", account.Balance, account.Currency));
        }

        return account.DebitsPending != 0 || account.CreditsPending != 0
            ? Refusal.For(
                RefusalReason.AccountHasPendings,
                RefusalFact.Account(account.Id),
                RefusalFact.Money("pendings", (Int128)account.DebitsPending + account.CreditsPending, account.Currency))
            : null;
    }
}
