using Orleans;
using Orleans.Concurrency;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;

namespace Regional.Grains.RestOfWorld;

/// <inheritdoc cref="IRestOfWorldGrain" />
[Reentrant]
[GrainType("rest-of-world")]
internal sealed class RestOfWorldGrain(AccountBoard board, TimeProvider time) : HolderGrain(board, time), IRestOfWorldGrain
{
    protected override bool Owns(AccountState account) => account.Role is AccountRole.RestOfWorld or AccountRole.Suspense;
}
