using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Directory;
using Regional.Storage.Registry.Terms;

namespace Regional.Storage.Registry.SavingsPool;

/// <summary>A pool's ledger as its commands read it.</summary>
internal static class PoolLedger
{
    /// <summary>Terms in force today; null: there is no such ledger.</summary>
    public static async Task<PoolTerms?> FindTermsAsync(CommandScope scope, LedgerId ledger)
    {
        if (await RegionDate.FindAsync(scope, ledger) is not { } today)
        {
            return null;
        }

        var sets = await scope.FindRowsAsync(DatedTermsRow.OfLedger, DatedTermsRow.Read, ledger);
        return PoolTerms.Of(SchemeParameters.InForce(sets, today));
    }

    /// <summary>Name of the ledger's scheme; null: there is no such ledger.</summary>
    public static async Task<string?> FindSchemeAsync(CommandScope scope, LedgerId ledger) =>
        await scope.FindRowAsync("select scheme from ledgers where id = $1", static row => row.GetString(0), ledger);

    /// <summary>Whether the member has an account in the pool that is not closed.</summary>
    public static Task<bool> IsMemberAsync(CommandScope scope, LedgerId ledger, MemberId member) =>
        scope.GetValueAsync<bool>(
            """
            select exists (
              select from accounts where ledger_id = $1 and member_id = $2 and role = $3 and status <> $4)
            """,
            ledger, member, AccountRole.Member, AccountStatus.Closed);
}
