using Regional.Contracts.Journal;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Storage.Directory;

namespace Regional.Storage.Registry.MutualCredit;

internal static class DeclarePayExecution
{
    public static async Task<CommandOutcome> RunAsync(DeclarePay command, CommandScope scope)
    {
        if (await AccountRow.LockAsync(scope, command.Account) is not { } account)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        if (account.Status == AccountStatus.Closed)
        {
            return Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(account.Id));
        }

        if (account.Role != AccountRole.Member)
        {
            return Outcome.Refused(RefusalReason.SystemAccount, RefusalFact.Account(account.Id));
        }

        var scheme = (await scope.FindRowAsync(
            "select scheme from ledgers where id = $1", static row => row.GetString(0), account.Ledger))!;
        if (scheme != MutualCreditScheme.SchemeName)
        {
            return Outcome.Refused(RefusalReason.NotMutualCredit, new RefusalFact("scheme", scheme));
        }

        await scope.ExecuteAsync(
            """
            insert into credit_pay (account_id, monthly_pay, at, actor, reason, operation) values ($1, $2, $3, $4, $5, $6)
            """,
            account.Id, command.MonthlyPayMinor, scope.At, scope.Actor, scope.Reason, scope.Id);
        return Outcome.Done(("account", account.Id), ("pay", command.MonthlyPayMinor));
    }
}
