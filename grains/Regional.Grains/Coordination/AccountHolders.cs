using Orleans;
using Regional.Contracts.Grains;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Grains.Memory;

namespace Regional.Grains.Coordination;

/// <summary>
/// Which grain holds an account: members' accounts have a grain each; a community's own accounts are held by the
/// community, the communities' accounts at the region by the region, the mirror and suspense by the rest of the world.
/// </summary>
internal sealed class AccountHolders(IGrainFactory grains, TermsCache terms)
{
    /// <summary>The grain that holds the account.</summary>
    public async ValueTask<IAccountHolder> FindAsync(AccountState account)
    {
        if (account.Role == AccountRole.Member)
        {
            return grains.GetGrain<IAccountGrain>(account.Id.ToString());
        }

        var ledger = await terms.FindAsync(account.Ledger, CancellationToken.None)
            ?? throw new InvariantViolation($"Account {account.Id} is in ledger {account.Ledger}, which does not exist.");
        if (ledger.Community is { } community)
        {
            return grains.GetGrain<ICommunityGrain>(community.ToString());
        }

        return account.Role is AccountRole.RestOfWorld or AccountRole.Suspense
            ? grains.GetGrain<IRestOfWorldGrain>(ledger.Region.ToString())
            : grains.GetGrain<IRegionGrain>(ledger.Region.ToString());
    }

    /// <summary>The community whose ledger it is; null: a region's, or none.</summary>
    public async ValueTask<ICommunityGrain?> FindCommunityAsync(LedgerId ledger) =>
        (await terms.FindAsync(ledger, CancellationToken.None))?.Community is { } community
            ? grains.GetGrain<ICommunityGrain>(community.ToString())
            : null;
}
