using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Contracts.Queries;

/// <summary>Operations with their outcome and every transfer they made.</summary>
public interface IOperationQueries
{
    /// <summary>One operation; null: unknown so far.</summary>
    Task<OperationDetail?> FindOperationAsync(OperationId operation, CancellationToken cancellationToken);
}

/// <summary>A stored operation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Which command.</param>
/// <param name="Actor">Who sent it.</param>
/// <param name="At">When it was recorded, by the database's clock.</param>
/// <param name="Commit">The group commit of its transfers.</param>
/// <param name="WindowNo">The settlement window of its transfers at the region.</param>
/// <param name="Refusal">Why it was refused, for ever; null: done.</param>
/// <param name="Result">What a command other than a posting made.</param>
/// <param name="Legs">Its transfers in order.</param>
/// <param name="CorrectedBy">The operation that corrected it.</param>
public sealed record OperationDetail(
    OperationId Id, OperationKind Kind, string Actor, DateTimeOffset At, long? Commit, int? WindowNo, Refusal? Refusal,
    ImmutableSortedDictionary<string, string>? Result, ImmutableArray<LegDetail> Legs, OperationId? CorrectedBy);

/// <summary>A transfer with its two entries.</summary>
public sealed record LegDetail(
    short Leg, AccountName Debit, AccountName Credit, Amount Amount, TransferAction Action, TransferKind Kind, string Purpose,
    DateOnly BusinessDate, long DebitEntry, long DebitBalance, long CreditEntry, long CreditBalance, OperationId? Trade,
    long? CounterMinor, string? CounterCurrency, long? RateId, string? ForcedReason, EntryTexts Texts);
