using Regional.Contracts.Directory;
using Regional.Domain.Ledger;

namespace Regional.Silo.Access;

/// <summary>What an action is done to; what it does not lie in is null.</summary>
internal readonly record struct Target(RegionId? Region, CommunityId? Community = null, MemberId? Member = null)
{
    public static Target Of(RegionAddress region) => new(region.Id);

    public static Target Of(CommunityAddress community) => new(community.Region, community.Id);

    public static Target Of(LedgerAddress ledger) => new(ledger.Region, ledger.Community);

    public static Target Of(AccountAddress account) => new(account.Region, account.Community, account.Member);
}
