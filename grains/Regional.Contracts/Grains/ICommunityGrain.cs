using Orleans;

namespace Regional.Contracts.Grains;

/// <summary>
/// A community. Key: its number. Holds the figures of its ledgers' own accounts (region, settlement, fees …) and their
/// limits.
/// </summary>
[Alias("regional.ICommunityGrain")]
public interface ICommunityGrain : IAccountHolder;

/// <summary>
/// The rest of the world of a region. Key: the region's number. Holds the account that mirrors the bank account, and the
/// suspense account.
/// </summary>
[Alias("regional.IRestOfWorldGrain")]
public interface IRestOfWorldGrain : IAccountHolder;
