using Regional.Client.Model;

namespace Regional.Client;

/// <content>Transfers, postings, pendings, trades, requests, corrections, batches.</content>
public sealed partial class RegionalClient
{
    /// <summary>Pays, or holds, one amount within a ledger.</summary>
    public Task<Answer<PostingView>> TransferAsync(string ledger, TransferBody body, CancellationToken cancel =
        default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/transfers", body.Id, body,
            WireJson.Default.TransferBody, WireJson.Default.PostingView, cancel);

    /// <summary>Makes linked transfers within a ledger: all or none.</summary>
    public Task<Answer<PostingView>> PostAsync(string ledger, PostingBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/postings", body.Id, body,
            WireJson.Default.PostingBody, WireJson.Default.PostingView, cancel);

    /// <summary>A ledger's open pending transfers, oldest first.</summary>
    public IAsyncEnumerable<PendingView> ListPendingsAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"/v1/ledgers/{Escape(ledger)}/pendings", WireJson.Default.PagePendingView, cancel);

    /// <summary>Ends a pending transfer by moving its amount or part of it.</summary>
    public Task<Answer<PostingView>> PostPendingAsync(
        string ledger, Guid posting, int leg, PostPendingBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/pendings/{posting}/{leg}/post", body.Id, body,
            WireJson.Default.PostPendingBody, WireJson.Default.PostingView, cancel);

    /// <summary>Ends a pending transfer; nothing moves.</summary>
    public Task<Answer<PostingView>> VoidPendingAsync(
        string ledger, Guid posting, int leg, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/pendings/{posting}/{leg}/void", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.PostingView, cancel);

    /// <summary>Pays from one ledger to another through the region; posted, or queued at a cap.</summary>
    public Task<Answer<TradeView>> TradeAsync(TradeBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, "/v1/trades", body.Id, body, WireJson.Default.TradeBody,
            WireJson.Default.TradeView, cancel);

    /// <summary>What a trade would cost now; nothing happens, so no id is needed.</summary>
    public Task<Answer<QuoteView>> QuoteAsync(TradeBody body, CancellationToken cancel = default) =>
        SendAsync(
            HttpMethod.Post, "/v1/trades/quote", body, WireJson.Default.TradeBody, WireJson.Default.QuoteView, cancel);

    /// <summary>One trade. Refusal: notFound.</summary>
    public Task<Answer<TradeView>> FindTradeAsync(Guid trade, CancellationToken cancel = default) =>
        GetAsync($"/v1/trades/{trade}", WireJson.Default.TradeView, cancel);

    /// <summary>Gives up a trade that waits at a cap. Refusals: tradeUnknown, tradeNotQueued.</summary>
    public Task<Answer<TradeView>> CancelTradeAsync(Guid trade, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/trades/{trade}/cancel", body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.TradeView, cancel);

    /// <summary>A region's trades, newest first; of one status, if given.</summary>
    public IAsyncEnumerable<TradeView> ListTradesAsync(
        string region, string? status = null, CancellationToken cancel = default) =>
        ListAsync(
            $"/v1/regions/{Escape(region)}/trades", WireJson.Default.PageTradeView, cancel, null, ("status", status));

    /// <summary>A payee asks a payer.</summary>
    public Task<Answer<RequestView>> RequestAsync(RequestPaymentBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, "/v1/requests", body.Id, body, WireJson.Default.RequestPaymentBody,
            WireJson.Default.RequestView, cancel);

    /// <summary>One request. Refusal: notFound.</summary>
    public Task<Answer<RequestView>> FindRequestAsync(Guid request, CancellationToken cancel = default) =>
        GetAsync($"/v1/requests/{request}", WireJson.Default.RequestView, cancel);

    /// <summary>Requests an account made or was sent, newest first.</summary>
    public IAsyncEnumerable<RequestView> ListRequestsAsync(AccountCode account, CancellationToken cancel = default) =>
        ListAsync($"{Path(account)}/requests", WireJson.Default.PageRequestView, cancel);

    /// <summary>
    /// The payer pays what was asked. Refusals: requestUnknown, requestNotYours, requestEnded, requestExpired, then
    /// those
    /// of the payment.
    /// </summary>
    public Task<Answer<PostingView>> ApproveRequestAsync(Guid request, CommandBody body, CancellationToken cancel =
        default) =>
        CommandAsync(HttpMethod.Post, $"/v1/requests/{request}/approve", body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>The payer declines. Result: <c>request</c>.</summary>
    public Task<Answer<CommandView>> DeclineRequestAsync(Guid request, CommandBody body, CancellationToken cancel =
        default) =>
        CommandAsync(HttpMethod.Post, $"/v1/requests/{request}/decline", body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>The payee takes it back. Result: <c>request</c>.</summary>
    public Task<Answer<CommandView>> WithdrawRequestAsync(Guid request, CommandBody body, CancellationToken cancel =
        default) =>
        CommandAsync(HttpMethod.Post, $"/v1/requests/{request}/withdraw", body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Posts an operation the other way, past limits, with the reason.</summary>
    public Task<Answer<PostingView>> CorrectAsync(Guid operation, CorrectBody body, CancellationToken cancel =
        default) =>
        CommandAsync(
            HttpMethod.Post, $"/v1/operations/{operation}/correct", body.Id, body, WireJson.Default.CorrectBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>
    /// A stored operation with its outcome. Refusal: notFound, which does not say that it never will be.
    /// </summary>
    public Task<Answer<OperationView>> FindOperationAsync(Guid operation, CancellationToken cancel = default) =>
        GetAsync($"/v1/operations/{operation}", WireJson.Default.OperationView, cancel);

    /// <summary>
    /// Sends independent commands together. The answer has one outcome per command; those <c>unknown</c> or refused as
    /// transient are the caller's to send again with the same ids.
    /// </summary>
    public Task<Answer<BatchView>> SendBatchAsync(BatchBody body, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, "/v1/batches", body, WireJson.Default.BatchBody, WireJson.Default.BatchView, cancel);
}
