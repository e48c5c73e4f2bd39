using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Contracts.Grains;

/// <summary>
/// A region. Key: its number. Holds the caps of its communities, routes trades between ledgers, keeps the queue at the
/// caps, and drives windows and settlement.
/// </summary>
[Alias("regional.IRegionGrain")]
public interface IRegionGrain : IAccountHolder
{
    /// <summary>Pays from one ledger to another along the path between them; one posting, one commit.</summary>
    /// <exception cref="LedgerUnavailable">Nothing happened; send the same id again.</exception>
    /// <exception cref="OutcomeUnknown">It may have happened; send the same id again.</exception>
    [Alias("Trade")]
    ValueTask<TradeReply> TradeAsync(TradeOrder order);

    /// <summary>What a trade would cost the payer now; nothing is held.</summary>
    [Alias("Quote")]
    ValueTask<TradeReply> QuoteAsync(TradeOrder order);

    /// <summary>Gives up a trade that waits at a cap.</summary>
    [Alias("CancelTrade")]
    ValueTask<TradeReply> CancelAsync(OperationId id, OperationId trade, string actor);

    /// <summary>Posts an operation (payment or trade) the other way; forced past limits, with actor and reason.</summary>
    [Alias("Correct")]
    ValueTask<PostingOutcome> CorrectAsync(CorrectionOrder order);

    /// <summary>
    /// Closes every window whose time has passed and takes each as far as it goes: differences, positions, payments
    /// placed, settled when nothing is due. Resumes a run that was interrupted; what is done is not done again.
    /// </summary>
    [Alias("CloseDue")]
    [ResponseTimeout("00:10:00")]
    ValueTask<ClearingReply> CloseDueAsync(string actor);

    /// <summary>Ends the open window now, then as <see cref="CloseDueAsync"/>.</summary>
    [Alias("CutAndClose")]
    [ResponseTimeout("00:10:00")]
    ValueTask<ClearingReply> CutAndCloseAsync(OperationId id, string actor, string? reason);

    /// <summary>Confirms a settlement payment: its pending transfers are posted in both ledgers.</summary>
    [Alias("Confirm")]
    ValueTask<PostingOutcome> ConfirmAsync(OperationId id, OperationId instruction, string actor);

    /// <summary>Makes a closed window's report final.</summary>
    [Alias("Finalise")]
    ValueTask<ClearingReply> FinaliseAsync(OperationId id, WindowId window, string actor);

    /// <summary>Looks at the cap queue, due pendings, due windows and late payers, as the timer does.</summary>
    [AlwaysInterleave]
    [Alias("Sweep")]
    ValueTask SweepAsync();
}

/// <summary>A payment between two ledgers.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.TradeOrder")]
public sealed record TradeOrder
{
    /// <summary>Chosen by the caller; the trade's id in every ledger of the path.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>Who pays.</summary>
    [Id(1)]
    public required AccountId Payer { get; init; }

    /// <summary>Who is paid.</summary>
    [Id(2)]
    public required AccountId Payee { get; init; }

    /// <summary>What the payee receives whole, minor units of the payee's ledger.</summary>
    [Id(3)]
    public required long PayeeAmountMinor { get; init; }

    /// <summary>Currency the caller named for the amount; it must be the payee ledger's.</summary>
    [Id(4)]
    public required Domain.Money.Currency Currency { get; init; }

    /// <summary>Purpose code.</summary>
    [Id(5)]
    public string Purpose { get; init; } = Purposes.Goods;

    /// <summary>The most the payer is willing to pay, minor units of the payer's ledger; null: whatever the rates say.</summary>
    [Id(6)]
    public long? PayerAmountMaxMinor { get; init; }

    /// <summary>References, dates, actors.</summary>
    [Id(7)]
    public required OrderDetails Details { get; init; }

    /// <summary>The payment request this approves.</summary>
    [Id(8)]
    public OperationId? Request { get; init; }
}

/// <summary>A correction.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.CorrectionOrder")]
public sealed record CorrectionOrder
{
    /// <summary>Chosen by the caller.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>The posted operation to correct.</summary>
    [Id(1)]
    public required OperationId Corrects { get; init; }

    /// <summary>Why.</summary>
    [Id(2)]
    public required string Reason { get; init; }

    /// <summary>References, dates, actors.</summary>
    [Id(3)]
    public required OrderDetails Details { get; init; }
}

/// <summary>What became of a trade.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.TradeReply")]
public abstract record TradeReply
{
    private protected TradeReply()
    {
    }
}

/// <summary>It happened in every ledger of the path.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.TradePosted")]
public sealed record TradePosted([property: Id(0)] Receipt Receipt, [property: Id(1)] bool IsReplay) : TradeReply;

/// <summary>It waits at a cap; asked again with the same id it says how it stands.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.TradeQueued")]
public sealed record TradeQueued([property: Id(0)] OperationId Trade, [property: Id(1)] TradeStatus Status) : TradeReply;

/// <summary>It did not happen.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.TradeRefused")]
public sealed record TradeRefused([property: Id(0)] Refusal Refusal) : TradeReply;

/// <summary>What it would cost; nothing happened.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.TradeQuoted")]
public sealed record TradeQuoted(
    [property: Id(0)] Domain.Money.Amount PayerAmount, [property: Id(1)] Domain.Money.Amount PayeeAmount) : TradeReply;

/// <summary>How far a clearing run came.</summary>
/// <param name="Windows">The windows it worked on, in order.</param>
/// <param name="Refusal">Why it stopped; null: nothing more to do now.</param>
[GenerateSerializer]
[Immutable]
[Alias("regional.ClearingReply")]
public sealed record ClearingReply(
    [property: Id(0)] ImmutableArray<WindowId> Windows, [property: Id(1)] Refusal? Refusal);
