using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Contracts.Directory;

/// <summary>
/// Codes that people write, to the numbers that the system uses, and back. Codes and numbers are never changed or
/// reused, so what was found is remembered; what was not found is looked for again.
/// </summary>
public interface ICodeResolver
{
    /// <summary>A region by code; null: there is none.</summary>
    Task<RegionAddress?> FindRegionAsync(string code, CancellationToken cancellationToken);

    /// <summary>A region by number; null: there is none.</summary>
    Task<RegionAddress?> FindRegionAsync(RegionId region, CancellationToken cancellationToken);

    /// <summary>A community by code; null: there is none.</summary>
    Task<CommunityAddress?> FindCommunityAsync(string code, CancellationToken cancellationToken);

    /// <summary>A community by number; null: there is none.</summary>
    Task<CommunityAddress?> FindCommunityAsync(CommunityId community, CancellationToken cancellationToken);

    /// <summary>A ledger by code; null: there is none.</summary>
    Task<LedgerAddress?> FindLedgerAsync(string code, CancellationToken cancellationToken);

    /// <summary>A ledger by number; null: there is none.</summary>
    Task<LedgerAddress?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>A member of a community by code; null: there is none.</summary>
    Task<MemberAddress?> FindMemberAsync(CommunityId community, string code, CancellationToken cancellationToken);

    /// <summary>A member by number; null: there is none.</summary>
    Task<MemberAddress?> FindMemberAsync(MemberId member, CancellationToken cancellationToken);

    /// <summary>An account of a ledger by code; null: there is none.</summary>
    Task<AccountAddress?> FindAccountAsync(LedgerId ledger, string code, CancellationToken cancellationToken);

    /// <summary>An account by number; null: there is none.</summary>
    Task<AccountAddress?> FindAccountAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Accounts by number, those that exist.</summary>
    Task<ImmutableDictionary<AccountId, AccountAddress>> FindAccountsAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);
}

/// <summary>What of a region never changes.</summary>
public sealed record RegionAddress(RegionId Id, string Code, LedgerId Ledger, Currency Currency, string TimeZone);

/// <summary>What of a community never changes.</summary>
public sealed record CommunityAddress(CommunityId Id, string Code, RegionId Region, string RegionCode);

/// <summary>What of a ledger never changes.</summary>
public sealed record LedgerAddress(
    LedgerId Id, string Code, RegionId Region, CommunityId? Community, Currency Currency, string Scheme, bool IsTrading)
{
    /// <summary>The currency's name for people; null: its code stands for it.</summary>
    public string? CurrencyName { get; init; }

    /// <summary>The currency's symbol for people; null: its code stands for it.</summary>
    public string? CurrencySymbol { get; init; }
}

/// <summary>What of a member never changes.</summary>
public sealed record MemberAddress(MemberId Id, string Code, CommunityId Community);

/// <summary>What of an account never changes.</summary>
/// <param name="Id">The account.</param>
/// <param name="Code">Its code in the ledger.</param>
/// <param name="Name">Its name when it was opened.</param>
/// <param name="Ledger">The ledger.</param>
/// <param name="LedgerCode">The ledger's code.</param>
/// <param name="Currency">The ledger's unit.</param>
/// <param name="Region">The ledger's region.</param>
/// <param name="Community">The ledger's community; of a community's account at the region, that community.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Role">What it is for.</param>
public sealed record AccountAddress(
    AccountId Id, string Code, string Name, LedgerId Ledger, string LedgerCode, Currency Currency, RegionId Region,
    CommunityId? Community, MemberId? Member, AccountRole Role);
