using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Contracts.Queries;

/// <summary>What the ends of months and turnover periods are worked out from.</summary>
public interface IKomokoTurnoverQueries
{
    /// <summary>Accounts with lots that are charged by a date, by id.</summary>
    Task<ImmutableArray<AccountId>> FindChargedAsync(LedgerId ledger, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Businesses whose turnover period ends from one date to another, both included, by account and date.</summary>
    Task<ImmutableArray<DueClearing>> FindClearingsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>Every holder's real account with the turnover period that ended last by a date, recomputed from transfers.</summary>
    Task<ImmutableArray<TurnoverRecord>> FindTurnoversAsync(
        LedgerId ledger, DateOnly date, CancellationToken cancellationToken);
}

/// <summary>A business's real account that is cleared on a date.</summary>
/// <param name="Name">Codes and name.</param>
/// <param name="Financial">The holder's own financial account.</param>
/// <param name="Date">The end of its turnover period by the profile in force on it.</param>
public sealed record DueClearing(AccountName Name, AccountId Financial, DateOnly Date);

/// <summary>One real account over one turnover period.</summary>
/// <param name="Name">Codes and name.</param>
/// <param name="Party">With its holder's profile of the period's last date.</param>
/// <param name="Financial">The holder's own financial account; null: it has none.</param>
/// <param name="FirstDate">First date of the period.</param>
/// <param name="LastDate">Its clearing date.</param>
/// <param name="Curve">Its net balance over the period.</param>
/// <param name="NextOpeningMinor">Its balance at the end of the last date, signed.</param>
public sealed record TurnoverRecord(
    AccountName Name, KomokoParty Party, AccountId? Financial, DateOnly FirstDate, DateOnly LastDate, BalanceCurve Curve,
    long NextOpeningMinor);
