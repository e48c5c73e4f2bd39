using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Contracts.Queries;

/// <summary>Who takes part and under which terms: committed rows, read anew at every call.</summary>
public interface IPartyQueries
{
    /// <summary>All regions, by code.</summary>
    Task<ImmutableArray<RegionDetail>> FindRegionsAsync(CancellationToken cancellationToken);

    /// <summary>One region; null: there is none.</summary>
    Task<RegionDetail?> FindRegionAsync(RegionId region, CancellationToken cancellationToken);

    /// <summary>Communities of a region, by code.</summary>
    Task<Page<CommunityDetail>> FindCommunitiesAsync(
        RegionId region, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One community; null: there is none.</summary>
    Task<CommunityDetail?> FindCommunityAsync(CommunityId community, CancellationToken cancellationToken);

    /// <summary>Ledgers of a region with its own (community null), or of one community, by code.</summary>
    Task<Page<LedgerDetail>> FindLedgersAsync(
        RegionId region, CommunityId? community, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One ledger; null: there is none.</summary>
    Task<LedgerDetail?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>Members of a community, by code.</summary>
    Task<Page<MemberDetail>> FindMembersAsync(
        CommunityId community, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One member; null: there is none.</summary>
    Task<MemberDetail?> FindMemberAsync(MemberId member, CancellationToken cancellationToken);

    /// <summary>All rates of a ledger towards its region, newest first.</summary>
    Task<ImmutableArray<RateDetail>> FindRatesAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>All terms of a ledger, newest first.</summary>
    Task<ImmutableArray<TermsDetail>> FindTermsAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>The calendar in force for windows not yet made; null: the region has none.</summary>
    Task<CalendarDetail?> FindCalendarAsync(RegionId region, CancellationToken cancellationToken);
}

/// <summary>A region.</summary>
public sealed record RegionDetail(
    RegionId Id, string Code, string Name, LedgerId Ledger, string LedgerCode, Currency Currency, string TimeZone,
    CapPolicy CapPolicy, int QueueCountMax);

/// <summary>A community.</summary>
public sealed record CommunityDetail(
    CommunityId Id, RegionId Region, string RegionCode, string Code, string Name, bool IsSuspended, LedgerId? TradingLedger,
    string? TradingLedgerCode);

/// <summary>A ledger.</summary>
public sealed record LedgerDetail(
    LedgerId Id, string Code, string RegionCode, string? CommunityCode, Currency Currency, string Scheme, bool IsTrading,
    long TermsVersion, string? CurrencyName, string? CurrencySymbol);

/// <summary>A member.</summary>
public sealed record MemberDetail(MemberId Id, string CommunityCode, string Code, string Name);

/// <summary>A dated rate with who set it.</summary>
public sealed record RateDetail(
    long Id, string LedgerCode, TransferKind Kind, string? Purpose, RateSide Side, Rate Rate, DateOnly ValidFrom,
    string Actor, string? Reason);

/// <summary>Dated parameters with who set them.</summary>
public sealed record TermsDetail(
    long Id, string LedgerCode, DateOnly ValidFrom, string Scheme, ImmutableSortedDictionary<string, string> Parameters,
    string Actor, string? Reason, DateTimeOffset SetAt);

/// <summary>A calendar with who set it.</summary>
public sealed record CalendarDetail(
    long Id, string Cycle, TimeOnly ClosesAt, ImmutableArray<int> Weekend, ImmutableArray<DateOnly> Holidays, string Actor,
    string? Reason);
