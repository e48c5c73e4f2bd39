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

    private static string CreditPath(string ledger, string rest) => $"/v1/ledgers/{Escape(ledger)}/credit{rest}";
}
