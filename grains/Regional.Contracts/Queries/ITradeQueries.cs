using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Contracts.Queries;

/// <summary>Trades and payment requests, newest first where ids are ordered by time (UUID version 7).</summary>
public interface ITradeQueries
{
    /// <summary>Trades of a region.</summary>
    Task<Page<TradeDetail>> FindTradesAsync(
        RegionId region, TradeFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One trade; null: there is none.</summary>
    Task<TradeDetail?> FindTradeAsync(OperationId trade, CancellationToken cancellationToken);

    /// <summary>Payment requests that an account is asked or asks in.</summary>
    Task<Page<RequestDetail>> FindRequestsAsync(
        AccountId account, RequestStatus? status, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Payment requests that a community's accounts are asked or ask in.</summary>
    Task<Page<RequestDetail>> FindRequestsAsync(
        CommunityId community, RequestStatus? status, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One request; null: there is none.</summary>
    Task<RequestDetail?> FindRequestAsync(OperationId request, CancellationToken cancellationToken);
}

/// <summary>Which trades; null: any.</summary>
/// <param name="Status">How they stand.</param>
/// <param name="Community">Whose member pays or is paid.</param>
/// <param name="Account">Who pays or is paid.</param>
public readonly record struct TradeFilter(TradeStatus? Status, CommunityId? Community, AccountId? Account);

/// <summary>A trade.</summary>
/// <param name="Id">Its id in every ledger of the path.</param>
/// <param name="Region">Its region's code.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Payee">Who is paid.</param>
/// <param name="PayeeAmount">What the payee receives.</param>
/// <param name="PayerAmount">What the payer paid; null until posted.</param>
/// <param name="Kind">Real or financial.</param>
/// <param name="Purpose">Purpose code.</param>
/// <param name="BusinessDate">Date in the books.</param>
/// <param name="Texts">References and document.</param>
/// <param name="QueuedAt">Since when it waits or waited.</param>
/// <param name="QueueAccount">The account at the region whose cap it waits for.</param>
/// <param name="DecidedAt">When it was posted, cancelled or refused.</param>
/// <param name="DecidedBy">The operation that did.</param>
/// <param name="WindowNo">The settlement window it was posted in.</param>
/// <param name="Refusal">Why it was refused when its turn came.</param>
/// <param name="Actor">Who entered it.</param>
public sealed record TradeDetail(
    OperationId Id, string Region, TradeStatus Status, AccountName Payer, AccountName Payee, Amount PayeeAmount,
    Amount? PayerAmount, TransferKind Kind, string Purpose, DateOnly BusinessDate, EntryTexts Texts, DateTimeOffset? QueuedAt,
    AccountName? QueueAccount, DateTimeOffset? DecidedAt, OperationId? DecidedBy, int? WindowNo, Refusal? Refusal,
    string Actor);

/// <summary>A payment request. An open one past its time reads as expired.</summary>
public sealed record RequestDetail(
    OperationId Id, AccountName Payee, AccountName Payer, Amount Amount, TransferKind Kind, string Purpose,
    string? Reference, string? DocumentNumber, DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt, RequestStatus Status,
    OperationId? AnsweredBy, DateTimeOffset? AnsweredAt, string Actor);
