using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Trials;

namespace Regional.Contracts.Queries;

/// <summary>The past of a pool, a coupon book or a komoko as terms are tried on it. Business dates; what was corrected is out.</summary>
public interface ITrialQueries
{
    /// <summary>Withdrawals of a pool, in the order of the journal.</summary>
    Task<ImmutableArray<WithdrawalPast>> FindWithdrawalsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>Proposals of a pool that were decided, oldest first, with their votes.</summary>
    Task<ImmutableArray<ProposalPast>> FindProposalsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>Withdrawals at the counter and members' payments of a coupon book, in the order of the journal.</summary>
    Task<ImmutableArray<DrawingPast>> FindDrawingsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>Periods of a ledger that were totalled and end within the dates, with its members' accounts.</summary>
    Task<ImmutableArray<PeriodPast>> FindPeriodsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>Lots of a komoko that arrived by a date, with what was taken of them by then.</summary>
    Task<ImmutableArray<LotPast>> FindLotsAsync(LedgerId ledger, DateOnly last, CancellationToken cancellationToken);

    /// <summary>Levies of a komoko by real account and clearing date.</summary>
    Task<ImmutableArray<LevyPast>> FindLeviesAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);
}

/// <summary>A withdrawal from a pool. Minor units.</summary>
public sealed record WithdrawalPast(DateOnly Date, string Account, long OwnMinor, long LoanMinor, long PointsMinor);

/// <summary>A proposal.</summary>
public sealed record ProposalPast(DateOnly Date, string Account, long AmountMinor, PastProposal Proposal);

/// <summary>Coupons drawn or paid. Minor units.</summary>
/// <param name="Date">Business date.</param>
/// <param name="Account">Code.</param>
/// <param name="PaidMinor">Paid or handed out in notes.</param>
/// <param name="DebitedMinor">All that the account was debited, fees in coupons among it.</param>
/// <param name="BalanceMinor">Before, signed.</param>
/// <param name="LimitMinor">As marked; null: never.</param>
/// <param name="IsPayment">From account to account.</param>
public sealed record DrawingPast(
    DateOnly Date, string Account, long PaidMinor, long DebitedMinor, long BalanceMinor, long? LimitMinor, bool IsPayment);

/// <summary>A totalled period: how many members' accounts had lines by its end, and what those owed that opened below zero.</summary>
public sealed record PeriodPast(DateOnly LastDate, long Accounts, ImmutableArray<long> DebtsMinor);

/// <summary>A lot.</summary>
public sealed record LotPast(
    string Account, DateOnly ArrivedOn, DateOnly MaturesOn, long AmountMinor, ImmutableArray<(DateOnly Date, long Minor)> Taken);

/// <summary>A levy.</summary>
public sealed record LevyPast(AccountId Account, DateOnly Date, long Minor);
