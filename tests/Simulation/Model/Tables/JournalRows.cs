using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Simulation.Model.Tables;

/// <summary>A command with its outcome, under the id its caller chose.</summary>
internal sealed record OperationRow(OperationId Id, OperationKind Kind, Fingerprint Fingerprint, DateTimeOffset At)
{
    /// <summary>The group commit of a posting that was made.</summary>
    public long? Commit { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>What a command other than a posting answered.</summary>
    public ImmutableSortedDictionary<string, string>? Result { get; init; }

    /// <summary>Its transfers in order.</summary>
    public ImmutableArray<TransferRow> Transfers { get; init; } = [];
}

/// <summary>A leg as it was posted, with both entries.</summary>
internal sealed record TransferRow(
    OperationId Operation, long Commit, DateTimeOffset At, Leg Leg, DateOnly BusinessDate, OperationId? Trade,
    WindowId? Window, EntryReceipt Entry)
{
    public bool Moves => Leg.Action is TransferAction.Post or TransferAction.PostPending;
}

internal sealed class TradeRow
{
    public required OperationId Id { get; init; }

    public required RegionId Region { get; init; }

    public required AccountId Payer { get; init; }

    public required AccountId Payee { get; init; }

    public required long PayeeAmountMinor { get; init; }

    public required TransferKind Kind { get; init; }

    public required string Purpose { get; init; }

    public required DateOnly BusinessDate { get; init; }

    public required TradeDetails Details { get; init; }

    public required string Actor { get; init; }

    public required TradeStatus Status { get; set; }

    public DateTimeOffset? QueuedAt { get; init; }

    public AccountId? QueueAccount { get; init; }

    public OperationId? DecidedBy { get; set; }

    public Refusal? Refusal { get; set; }
}

internal sealed class RequestRow
{
    public required RequestPayment Asked { get; init; }

    public required Currency Currency { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The tests let time pass for it alone.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    public RequestStatus Status { get; set; } = RequestStatus.Open;

    public OperationId? AnsweredBy { get; set; }
}
