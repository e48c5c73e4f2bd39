using Regional.Contracts.Journal;
using Regional.Domain.Ledger;

namespace Regional.Storage.Registry.Accounts;

/// <summary>Sets a locked account's status and records it.</summary>
internal static class AccountStatusChange
{
    public static async Task<CommandOutcome> SetAsync(CommandScope scope, AccountState account, AccountStatus status)
    {
        await scope.ExecuteAsync(
            "update accounts set status = $2, version = version + 1 where id = $1", account.Id, status);
        return Outcome.Done(
            await AccountChanges.RecordAsync(scope, account.Id), ("account", account.Id), ("version", account.Version + 1));
    }
}
