using Regional.Client.Model;

namespace Regional.Client;

/// <content>Regions, communities, ledgers, members, accounts, terms.</content>
public sealed partial class RegionalClient
{
    /// <summary>Creates a region with its own ledger. Result: <c>region</c>, <c>ledger</c>.</summary>
    public Task<Answer<CommandView>> CreateRegionAsync(CreateRegionBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, "/v1/regions", body.Id, body, WireJson.Default.CreateRegionBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>All regions the caller may see.</summary>
    public IAsyncEnumerable<RegionView> ListRegionsAsync(CancellationToken cancel = default) =>
        ListAsync("/v1/regions", WireJson.Default.PageRegionView, cancel);

    /// <summary>One region. Refusal: notFound.</summary>
    public Task<Answer<RegionView>> FindRegionAsync(string region, CancellationToken cancel = default) =>
        GetAsync($"/v1/regions/{Escape(region)}", WireJson.Default.RegionView, cancel);

    /// <summary>Makes a region a member of another. Result: <c>account</c>, the one in the parent's ledger.</summary>
    public Task<Answer<CommandView>> JoinRegionAsync(
        string region, JoinRegionBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/regions/{Escape(region)}/join", body.Id, body,
            WireJson.Default.JoinRegionBody, WireJson.Default.CommandView, cancel);

    /// <summary>Creates a community. Result: <c>community</c>.</summary>
    public Task<Answer<CommandView>> CreateCommunityAsync(
        string region, CreateCommunityBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/regions/{Escape(region)}/communities", body.Id, body,
            WireJson.Default.CreateCommunityBody, WireJson.Default.CommandView, cancel);

    /// <summary>A region's communities.</summary>
    public IAsyncEnumerable<CommunityView> ListCommunitiesAsync(string region, CancellationToken cancel = default) =>
        ListAsync($"/v1/regions/{Escape(region)}/communities", WireJson.Default.PageCommunityView, cancel);

    /// <summary>Suspends a community's trade or opens it again. Result: <c>community</c>.</summary>
    public Task<Answer<CommandView>> SetCommunityStatusAsync(
        string community, SetCommunityStatusBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"/v1/communities/{Escape(community)}/status", body.Id, body,
            WireJson.Default.SetCommunityStatusBody, WireJson.Default.CommandView, cancel);

    /// <summary>Creates a ledger with its system accounts. Result: <c>ledger</c>.</summary>
    public Task<Answer<CommandView>> CreateLedgerAsync(
        string community, CreateLedgerBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/communities/{Escape(community)}/ledgers", body.Id, body,
            WireJson.Default.CreateLedgerBody, WireJson.Default.CommandView, cancel);

    /// <summary>A community's ledgers.</summary>
    public IAsyncEnumerable<LedgerView> ListLedgersAsync(string community, CancellationToken cancel = default) =>
        ListAsync($"/v1/communities/{Escape(community)}/ledgers", WireJson.Default.PageLedgerView, cancel);

    /// <summary>One ledger. Refusal: notFound.</summary>
    public Task<Answer<LedgerView>> FindLedgerAsync(string ledger, CancellationToken cancel = default) =>
        GetAsync($"/v1/ledgers/{Escape(ledger)}", WireJson.Default.LedgerView, cancel);

    /// <summary>Adds a member. Result: <c>member</c>.</summary>
    public Task<Answer<CommandView>> AddMemberAsync(
        string community, AddMemberBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/communities/{Escape(community)}/members", body.Id, body,
            WireJson.Default.AddMemberBody, WireJson.Default.CommandView, cancel);

    /// <summary>A community's members by code.</summary>
    public IAsyncEnumerable<MemberView> ListMembersAsync(string community, CancellationToken cancel = default) =>
        ListAsync($"/v1/communities/{Escape(community)}/members", WireJson.Default.PageMemberView, cancel);

    /// <summary>Opens a member's account. Result: <c>account</c>.</summary>
    public Task<Answer<CommandView>> OpenAccountAsync(
        string ledger, OpenAccountBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/accounts", body.Id, body,
            WireJson.Default.OpenAccountBody, WireJson.Default.CommandView, cancel);

    /// <summary>A ledger's accounts by code, its own and the members'.</summary>
    public IAsyncEnumerable<AccountView> ListAccountsAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"/v1/ledgers/{Escape(ledger)}/accounts", WireJson.Default.PageAccountView, cancel);

    /// <summary>One account as committed. Refusal: notFound.</summary>
    public Task<Answer<AccountView>> FindAccountAsync(AccountCode account, CancellationToken cancel = default) =>
        GetAsync(Path(account), WireJson.Default.AccountView, cancel);

    /// <summary>Sets both limits (at the region: a community's caps). Result: <c>account</c>, <c>version</c>.</summary>
    public Task<Answer<CommandView>> SetLimitsAsync(
        AccountCode account, SetLimitsBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"{Path(account)}/limits", body.Id, body, WireJson.Default.SetLimitsBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>
    /// Suspends an account, blocks its payments, or opens it again. Result: <c>account</c>, <c>version</c>.
    /// </summary>
    public Task<Answer<CommandView>> SetAccountStatusAsync(
        AccountCode account, SetAccountStatusBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"{Path(account)}/status", body.Id, body, WireJson.Default.SetAccountStatusBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>
    /// Closes an account. Result: <c>account</c>, <c>version</c>. Refusals: accountClosed, systemAccount,
    /// accountHasPendings, accountNotZero.
    /// </summary>
    public Task<Answer<CommandView>> CloseAccountAsync(
        AccountCode account, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Path(account)}/close", body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Sets a rate. Result: <c>rate</c>.</summary>
    public Task<Answer<CommandView>> SetRateAsync(string ledger, SetRateBody body, CancellationToken cancel =
        default) =>
        CommandAsync(
            HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/rates", body.Id, body, WireJson.Default.SetRateBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>A ledger's rates, newest first.</summary>
    public IAsyncEnumerable<RateView> ListRatesAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"/v1/ledgers/{Escape(ledger)}/rates", WireJson.Default.PageRateView, cancel);

    /// <summary>Sets scheme parameters. Result: <c>terms</c>, <c>version</c>.</summary>
    public Task<Answer<CommandView>> SetTermsAsync(string ledger, SetTermsBody body, CancellationToken cancel =
        default) =>
        CommandAsync(
            HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/terms", body.Id, body, WireJson.Default.SetTermsBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>A ledger's scheme parameters, newest first.</summary>
    public IAsyncEnumerable<TermsView> ListTermsAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"/v1/ledgers/{Escape(ledger)}/terms", WireJson.Default.PageTermsView, cancel);

    /// <summary>What a ledger's terms can say: every parameter of its scheme, with the value in force.</summary>
    public IAsyncEnumerable<ParameterView> ListParametersAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"/v1/ledgers/{Escape(ledger)}/parameters", WireJson.Default.PageParameterView, cancel);

    /// <summary>What the terms of a scheme's ledgers can say.</summary>
    public IAsyncEnumerable<ParameterView> ListSchemeParametersAsync(string scheme, CancellationToken cancel = default) =>
        ListAsync($"/v1/schemes/{Escape(scheme)}/parameters", WireJson.Default.PageParameterView, cancel);

    /// <summary>Sets a region's calendar. Result: <c>calendar</c>.</summary>
    public Task<Answer<CommandView>> SetCalendarAsync(
        string region, SetCalendarBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"/v1/regions/{Escape(region)}/calendar", body.Id, body,
            WireJson.Default.SetCalendarBody, WireJson.Default.CommandView, cancel);

    private static string Path(AccountCode account) =>
        $"/v1/ledgers/{Escape(account.Ledger)}/accounts/{Escape(account.Account)}";
}
