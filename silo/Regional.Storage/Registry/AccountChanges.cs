using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Storage.Directory;

namespace Regional.Storage.Registry;

/// <summary>The history of every limit and status: one row per change, with actor and reason.</summary>
internal static class AccountChanges
{
    /// <summary>Records the accounts as they stand now; their rows have been written in this transaction.</summary>
    /// <returns>The accounts, for memory.</returns>
    public static async Task<ImmutableArray<AccountState>> RecordAsync(CommandScope scope, params AccountId[] accounts)
    {
        await scope.ExecuteAsync(
            """
            insert into account_changes (account_id, operation, at, actor, reason, floor, ceiling, status, version)
            select id, $2, $3, $4, $5, floor, ceiling, status, version from accounts where id = any($1)
            """,
            Array.ConvertAll(accounts, static account => account.Value), scope.Id, scope.At, scope.Actor, scope.Reason);
        return await AccountRow.FindChangedAsync(scope, scope.Id);
    }
}
