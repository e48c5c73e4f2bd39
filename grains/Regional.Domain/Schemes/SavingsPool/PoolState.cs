using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>What a withdrawal is decided on: the member's row, points and agreements, in one snapshot.</summary>
/// <param name="Account">The account that pays, as committed.</param>
/// <param name="PointsMinor">Its points at the last month end.</param>
/// <param name="Agreements">Its proposals and agreements, oldest decision first.</param>
public sealed record PoolMemberState(
    AccountState Account, long PointsMinor, ImmutableArray<AgreementState> Agreements) : SchemeState;

/// <summary>What the return of settlement cash is decided on.</summary>
/// <param name="SettlementMinor">Balance of the settlement account: minus the cash it holds.</param>
/// <param name="RegionMinor">Balance of the region account: what the pool owes its region, when positive.</param>
public sealed record PoolCashState(long SettlementMinor, long RegionMinor) : SchemeState
{
    /// <summary>Cash of settlements that nobody waits for any more; zero or more.</summary>
    public long FreeMinor => (long)Int128.Max(0, -(Int128)SettlementMinor - long.Max(0, RegionMinor));
}

/// <summary>A command that consumes no state of the pool, such as a deposit.</summary>
public sealed record PoolNoState : SchemeState;
