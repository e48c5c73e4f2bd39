using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Contracts.Queries;

/// <summary>What a komoko keeps besides balances: lots, holders, projects, bids.</summary>
public interface IKomokoQueries
{
    /// <summary>An account with its holder's profile of a date and its open lots; null: there is none.</summary>
    Task<KomokoParty?> FindPartyAsync(AccountId account, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Every lot an account ever had, newest first.</summary>
    Task<Page<LotRecord>> FindLotsAsync(AccountId account, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The investment project of an account with its spending so far; null: none is approved.</summary>
    Task<ProjectRecord?> FindProjectAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Bids for time deposits, newest first.</summary>
    Task<Page<BidRecord>> FindBidsAsync(LedgerId ledger, PageRequest page, CancellationToken cancellationToken);

    /// <summary>What a search for rolled-over balances rests on, up to a business date; all of a ledger's years.</summary>
    Task<FinancialHistory> FindFinancialHistoryAsync(LedgerId ledger, DateOnly upTo, CancellationToken cancellationToken);
}

/// <summary>Financial payments between holders, and who the holders are.</summary>
/// <param name="Moves">By date; those that were corrected, and their corrections, left out.</param>
/// <param name="Profiles">Of each holder.</param>
/// <param name="Names">Of the holders in the moves.</param>
public sealed record FinancialHistory(
    ImmutableArray<FinancialMove> Moves, FrozenDictionary<MemberId, ProfileHistory> Profiles,
    FrozenDictionary<MemberId, string> Names)
{
    /// <summary>A holder's profile of a date; null: none yet.</summary>
    public HolderProfile? ProfileOf(MemberId member, DateOnly date) =>
        Profiles.GetValueOrDefault(member)?.On(date);
}

/// <summary>A lot from its arrival to its end.</summary>
/// <param name="Id">In order of arrival.</param>
/// <param name="Operation">The posting with which it arrived.</param>
/// <param name="ArrivedOn">Business date.</param>
/// <param name="MaturesOn">First charged day.</param>
/// <param name="AmountMinor">On arrival.</param>
/// <param name="OpenMinor">Now.</param>
/// <param name="PaidMinor">Paid from it.</param>
/// <param name="ChargedMinor">Demurrage posted on it.</param>
/// <param name="ClosedBy">The posting that used it up; null: open.</param>
public sealed record LotRecord(
    long Id, OperationId Operation, DateOnly ArrivedOn, DateOnly MaturesOn, long AmountMinor, long OpenMinor,
    long PaidMinor, long ChargedMinor, OperationId? ClosedBy);

/// <summary>An investment project as it was approved, what it spent, and how it failed (003, 5.3).</summary>
/// <param name="Terms">As approved.</param>
/// <param name="Pledge">The document that secures it.</param>
/// <param name="Underwriter">Who refunds the community if it fails.</param>
/// <param name="BalanceMinor">Its account, never above zero.</param>
/// <param name="FloorMinor">The overdraft granted, signed; null: none.</param>
/// <param name="SpentMinor">By month from the first of the forecast on, corrected payments left out; earlier ones in the first.</param>
/// <param name="Failure">Null: it has not failed.</param>
public sealed record ProjectRecord(
    ProjectTerms Terms, string Pledge, string Underwriter, long BalanceMinor, long? FloorMinor,
    ImmutableArray<long> SpentMinor, ProjectFailureRecord? Failure);

/// <summary>How a project failed; when, its terms say.</summary>
/// <param name="Operation">The posting.</param>
/// <param name="LossMinor">What nobody refunded.</param>
/// <param name="RefundedMinor">By the underwriter.</param>
/// <param name="ProceedsMinor">Of the pledge.</param>
public sealed record ProjectFailureRecord(
    OperationId Operation, long LossMinor, long RefundedMinor, long ProceedsMinor);

/// <summary>A time deposit that the system bids for (003, 5.2).</summary>
public sealed record BidRecord(
    long Id, OperationId Operation, AccountName Producer, long AmountMinor, DateOnly MaturesOn, DateOnly RenewedTo);
