using Regional.Client.Model;

namespace Regional.Client;

/// <content>Savings pools: cash, agreements, month ends.</content>
public sealed partial class RegionalClient
{
    /// <summary>National currency came in for a member; a loan shrinks first.</summary>
    public Task<Answer<PostingView>> DepositAsync(
        string ledger, PoolDepositBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, "deposits"), body.Id, body, WireJson.Default.PoolDepositBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>
    /// National currency leaves for a member. Refusals in order: savingsLocked, agreementUnknown, agreementNotAgreed,
    /// agreementExceeded, agreementNeeded; then those of a transfer, with cashLentOut for the bank account.
    /// </summary>
    public Task<Answer<PostingView>> WithdrawAsync(
        string ledger, PoolWithdrawalBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, "withdrawals"), body.Id, body,
            WireJson.Default.PoolWithdrawalBody, WireJson.Default.PostingView, cancel);

    /// <summary>Returns what settlements left to the pool's bank account. Refusal: noSettlementCash.</summary>
    public Task<Answer<PostingView>> ReturnSettlementCashAsync(
        string ledger, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, "settlement-cash"), body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>Proposes a loan; the answer has its plan. Refusals: accountClosed, planTooLong.</summary>
    public Task<Answer<AgreementView>> ProposeAgreementAsync(
        string ledger, ProposeAgreementBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, "agreements"), body.Id, body,
            WireJson.Default.ProposeAgreementBody, WireJson.Default.AgreementView, cancel);

    /// <summary>A pool's loans, newest first; of one account only where it is named.</summary>
    public IAsyncEnumerable<AgreementView> ListAgreementsAsync(
        string ledger, string? account = null, CancellationToken cancel = default) =>
        ListAsync(
            PoolPath(ledger, "agreements"), WireJson.Default.PageAgreementView, cancel, after: null, ("account", account));

    /// <summary>One loan. Refusal: notFound.</summary>
    public Task<Answer<AgreementView>> FindAgreementAsync(
        string ledger, Guid agreement, CancellationToken cancel = default) =>
        GetAsync(PoolPath(ledger, $"agreements/{agreement}"), WireJson.Default.AgreementView, cancel);

    /// <summary>A member votes. Refusals in order: proposalEnded, notPoolMember, borrowerExcluded.</summary>
    public Task<Answer<AgreementView>> VoteAsync(
        string ledger, Guid agreement, VoteBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, $"agreements/{agreement}/votes"), body.Id, body,
            WireJson.Default.VoteBody, WireJson.Default.AgreementView, cancel);

    /// <summary>A member signs. Refusals in order: those of a vote, alreadySigned, quorumMissing, proposalOpposed.</summary>
    public Task<Answer<AgreementView>> SignAsync(
        string ledger, Guid agreement, SignatureBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, $"agreements/{agreement}/signatures"), body.Id, body,
            WireJson.Default.SignatureBody, WireJson.Default.AgreementView, cancel);

    /// <summary>The pool says no to a proposal. Refusal: proposalEnded.</summary>
    public Task<Answer<AgreementView>> RejectAgreementAsync(
        string ledger, Guid agreement, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, $"agreements/{agreement}/reject"), body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.AgreementView, cancel);

    /// <summary>The borrower takes a proposal back, or draws no more of an agreement. Refusal: proposalEnded.</summary>
    public Task<Answer<AgreementView>> WithdrawAgreementAsync(
        string ledger, Guid agreement, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, $"agreements/{agreement}/withdraw"), body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.AgreementView, cancel);

    /// <summary>Takes points over from earlier books. Refusal: pointsTaken.</summary>
    public Task<Answer<CommandView>> TakeOverPointsAsync(
        string ledger, TakeOverPointsBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, "points"), body.Id, body, WireJson.Default.TakeOverPointsBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Ends a month, <c>YYYY-MM</c>; one that has ended stays as it is. Refusals: periodNotEnded, periodOutOfOrder.</summary>
    public Task<Answer<PoolMonthView>> EndPoolMonthAsync(
        string ledger, string month, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PoolPath(ledger, $"months/{Escape(month)}/end"), body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.PoolMonthView, cancel);

    /// <summary>A month end of the whole pool. Refusal: notFound, while the month is not totalled.</summary>
    public Task<Answer<PoolStatementView>> FindPoolStatementAsync(
        string ledger, int period, CancellationToken cancel = default) =>
        GetAsync(PoolPath(ledger, $"statements/{period}"), WireJson.Default.PoolStatementView, cancel);

    /// <summary>An account's month ends, newest first.</summary>
    public IAsyncEnumerable<AccountMonthView> ListAccountMonthsAsync(
        string ledger, string account, CancellationToken cancel = default) =>
        ListAsync(PoolPath(ledger, $"members/{Escape(account)}/months"), WireJson.Default.PageAccountMonthView, cancel);

    /// <summary>Copies a month end as <c>csv</c> (001's columns) or <c>html</c>.</summary>
    public async Task CopyPoolStatementAsync(
        string ledger, int period, string format, Stream to, CancellationToken cancel = default)
    {
        using var response = await OpenStreamAsync(PoolPath(ledger, $"statements/{period}?format={format}"), cancel);
        await response.Content.CopyToAsync(to, cancel);
    }

    /// <summary>
    /// Copies an account's newest month ends, as many as a page has, as <c>csv</c> (001's columns) or <c>html</c>.
    /// </summary>
    public async Task CopyAccountMonthsAsync(
        string ledger, string account, string format, Stream to, CancellationToken cancel = default)
    {
        using var response = await OpenStreamAsync(
            PoolPath(ledger, $"members/{Escape(account)}/months{Query(("format", format), ("limit", $"{_sender.Options.PageSize}"))}"),
            cancel);
        await response.Content.CopyToAsync(to, cancel);
    }

    private static string PoolPath(string ledger, string rest) => $"/v1/ledgers/{Escape(ledger)}/pool/{rest}";
}
