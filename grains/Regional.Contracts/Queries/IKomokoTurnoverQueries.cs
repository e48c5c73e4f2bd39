using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Contracts.Queries;

/// <summary>What the ends of months and turnover periods are worked out from.</summary>
public interface IKomokoTurnoverQueries
{
    /// <summary>Accounts with lots that are charged by a date, by id.</summary>
    Task<ImmutableArray<AccountId>> FindChargedAsync(LedgerId ledger, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Every holder's real account with the turnover period that ended last by a date, recomputed from transfers.</summary>
    Task<ImmutableArray<TurnoverRecord>> FindTurnoversAsync(
        LedgerId ledger, DateOnly date, CancellationToken cancellationToken);
}

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
