using Orleans;
using Orleans.Concurrency;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;

namespace Regional.Grains.Communities;

/// <inheritdoc cref="ICommunityGrain" />
[Reentrant]
[GrainType("community")]
internal sealed class CommunityGrain(AccountBoard board, TimeProvider time) : HolderGrain(board, time), ICommunityGrain
{
    protected override bool Owns(AccountState account) => account.Role switch
    {
        AccountRole.Region or AccountRole.Settlement or AccountRole.ExchangeDifference or AccountRole.Rounding
            or AccountRole.Fees or AccountRole.Demurrage or AccountRole.Levy or AccountRole.Loss
            or AccountRole.Opening or AccountRole.PoolBank or AccountRole.Circulation or AccountRole.Administration
            or AccountRole.CommunityFund or AccountRole.Balance or AccountRole.TillDifference or AccountRole.Contra
            or AccountRole.Cash or AccountRole.Reserve => true,
        AccountRole.Member or AccountRole.Community or AccountRole.RestOfWorld or AccountRole.Suspense => false,
    };
}
