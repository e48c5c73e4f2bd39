using System.Globalization;
using Regional.Client.Model;

namespace Regional.Client;

/// <content>Mutual credit: the switch, limits, indicators.</content>
public sealed partial class RegionalClient
{
    /// <summary>
    /// Switches mutual credit of a ledger on or off, at once. Result: <c>ledger</c>, <c>credit</c> (on or off),
    /// <c>version</c>. Refusal: notMutualCredit.
    /// </summary>
    public Task<Answer<CommandView>> SwitchCreditAsync(
        string ledger, SwitchCreditBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, CreditPath(ledger, "/switch"), body.Id, body, WireJson.Default.SwitchCreditBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Switches of a ledger, newest first: the first one is in force; none: credit is on.</summary>
    public IAsyncEnumerable<CreditSwitchView> ListCreditSwitchesAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync(CreditPath(ledger, "/switch"), WireJson.Default.PageCreditSwitchView, cancel);

    /// <summary>
    /// A dry run of <see cref="GrantLimitsAsync"/>: limits before and after, account by account. Refusals: notMutualCredit,
    /// limitMissing, limitFromModel.
    /// </summary>
    public IAsyncEnumerable<LimitReviewView> ReviewLimitsAsync(
        string ledger, GrantLimitsBody asked, CancellationToken cancel = default) =>
        ListAsync(
            CreditPath(ledger, "/limits") + Query(
                ("asOf", asked.AsOf?.ToString("O", CultureInfo.InvariantCulture)), ("account", asked.Account),
                ("creditLimit", asked.CreditLimit)),
            WireJson.Default.PageLimitReviewView, cancel);

    /// <summary>
    /// Sets limits as the terms' model says. Result: <c>ledger</c>, <c>accounts</c>, <c>changed</c>. Sent again under its id
    /// it goes on where it broke off. Refusals: as of the dry run.
    /// </summary>
    public Task<Answer<CommandView>> GrantLimitsAsync(
        string ledger, GrantLimitsBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, CreditPath(ledger, "/limits"), body.Id, body, WireJson.Default.GrantLimitsBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Declares a holder's monthly pay. Result: <c>account</c>, <c>pay</c>. Refusals: notMutualCredit, accountClosed.</summary>
    public Task<Answer<CommandView>> DeclarePayAsync(
        AccountCode account, DeclarePayBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"{Path(account)}/pay", body.Id, body, WireJson.Default.DeclarePayBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>An account's limits as they were set, newest first.</summary>
    public IAsyncEnumerable<LimitChangeView> ListLimitsAsync(AccountCode account, CancellationToken cancel = default) =>
        ListAsync($"{Path(account)}/limits", WireJson.Default.PageLimitChangeView, cancel);

    /// <summary>Turnover, velocity and use of credit between two business dates; null: the last 90 days.</summary>
    public Task<Answer<CreditIndicatorsView>> FindIndicatorsAsync(
        string ledger, DateOnly? from, DateOnly? to, CancellationToken cancel = default) =>
        GetAsync(
            CreditPath(ledger, "/indicators") + Query(
                ("from", from?.ToString("O", CultureInfo.InvariantCulture)),
                ("to", to?.ToString("O", CultureInfo.InvariantCulture))),
            WireJson.Default.CreditIndicatorsView, cancel);

    /// <summary>Accounts that have not crossed zero for that many days.</summary>
    public IAsyncEnumerable<StagnantAccountView> ListStagnantAsync(
        string ledger, int days, CancellationToken cancel = default) =>
        ListAsync(
            CreditPath(ledger, "/stagnant"), WireJson.Default.PageStagnantAccountView, cancel, after: null,
            ("days", $"{days}"));

    /// <summary>Tries terms against history, before and after; nothing is set. Refusals: as of setting them.</summary>
    public Task<Answer<TermsTrialView>> TryTermsAsync(
        string ledger, TryTermsBody body, CancellationToken cancel = default) =>
        SendAsync(
            HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/terms/trial", body, WireJson.Default.TryTermsBody,
            WireJson.Default.TermsTrialView, cancel);

    /// <summary>
    /// Copies one list of a trial to its end, as CSV: <c>accounts</c> or <c>refused</c>. Refusals: as of trying terms, and
    /// notFound of a ledger without mutual credit.
    /// </summary>
    public async Task CopyTermsReplayAsync(
        string ledger, string list, TryTermsBody body, Stream to, CancellationToken cancel = default)
    {
        var query = body.Parameters.Select(static one => $"parameter={Escape($"{one.Key}={one.Value}")}").ToList();
        if (body.From is { } first)
        {
            query.Add($"from={first:yyyy-MM-dd}");
        }

        if (body.To is { } last)
        {
            query.Add($"to={last:yyyy-MM-dd}");
        }

        using var response = await OpenStreamAsync(
            $"/v1/ledgers/{Escape(ledger)}/terms/trial/{list}.csv?{string.Join('&', query)}", cancel);
        await response.Content.CopyToAsync(to, cancel);
    }

    private static string CreditPath(string ledger, string rest) => $"/v1/ledgers/{Escape(ledger)}/credit{rest}";
}
