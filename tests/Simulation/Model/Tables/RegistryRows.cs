using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Simulation.Model.Tables;

internal sealed class RegionRow
{
    public required RegionId Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required CapPolicy CapPolicy { get; init; }

    /// <summary>Known right after its ledger is made.</summary>
    public LedgerId Ledger { get; set; }

    /// <summary>As migration 0001 sets it for every new region.</summary>
    public int QueueCountMax { get; init; } = 10_000;

    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}

internal sealed class CommunityRow
{
    public required CommunityId Id { get; init; }

    public required RegionId Region { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public bool IsSuspended { get; set; }
}

internal sealed class LedgerRow
{
    public required LedgerId Id { get; init; }

    public required string Code { get; init; }

    public required RegionId Region { get; init; }

    public CommunityId? Community { get; init; }

    public required Currency Currency { get; init; }

    public string? CurrencyName { get; set; }

    public string? CurrencySymbol { get; set; }

    public required string Scheme { get; init; }

    public bool IsTrading { get; init; }

    public long TermsVersion { get; set; } = 1;

    public bool IsOfRegion => Community is null;
}

internal sealed record MemberRow(MemberId Id, CommunityId Community, string Code, string Name);

internal sealed class AccountRow
{
    public required AccountState State { get; set; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public MemberId? Member { get; init; }

    public CommunityId? Community { get; init; }

    public AccountKind Kind { get; init; } = AccountKind.General;
}

/// <summary>How a ledger hangs below another.</summary>
internal sealed record CorrespondentRow(
    LedgerId LowerLedger, AccountId LowerAccount, LedgerId UpperLedger, AccountId UpperAccount);

/// <summary>One line of the history of an account's limits and status.</summary>
internal sealed record AccountChangeRow(
    AccountId Account, OperationId Operation, DateTimeOffset At, string Actor, string? Reason, long? Floor, long? Ceiling,
    AccountStatus Status, long Version);

internal sealed record TokenRow(OperationId Id, string Hash, DateTimeOffset? ExpiresAt)
{
    public DateTimeOffset? RevokedAt { get; init; }
}
