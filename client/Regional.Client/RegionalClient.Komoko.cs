using Regional.Client.Model;

namespace Regional.Client;

/// <content>Komoko: holders, projects, maturities, lots, bids.</content>
public sealed partial class RegionalClient
{
    /// <summary>Enters a member as household or business. Result: <c>member</c>, <c>clears</c>.</summary>
    public Task<Answer<CommandView>> EnterHolderAsync(
        string ledger, string member, EnterHolderBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"/v1/ledgers/{Escape(ledger)}/holders/{Escape(member)}", body.Id, body,
            WireJson.Default.EnterHolderBody, WireJson.Default.CommandView, cancel);

    /// <summary>Approves an investment project. Result: <c>account</c>, <c>version</c>.</summary>
    public Task<Answer<CommandView>> ApproveProjectAsync(
        AccountCode account, ApproveProjectBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Path(account)}/project", body.Id, body,
            WireJson.Default.ApproveProjectBody, WireJson.Default.CommandView, cancel);

    /// <summary>An investment project with its spending. Refusal: notFound.</summary>
    public Task<Answer<ProjectView>> FindProjectAsync(AccountCode account, CancellationToken cancel = default) =>
        GetAsync($"{Path(account)}/project", WireJson.Default.ProjectView, cancel);

    /// <summary>Gives an investment project up as failed: what is missing becomes a loss.</summary>
    public Task<Answer<PostingView>> FailProjectAsync(
        AccountCode account, FailProjectBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Path(account)}/project/failure", body.Id, body,
            WireJson.Default.FailProjectBody, WireJson.Default.PostingView, cancel);

    /// <summary>Covers a loss out of the levies by a dated decision.</summary>
    public Task<Answer<PostingView>> CoverLossAsync(string ledger, CoverLossBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/loss/cover", body.Id, body,
            WireJson.Default.CoverLossBody, WireJson.Default.PostingView, cancel);

    /// <summary>What may be spent, what matures when, what is charged next. Refusal: notFound.</summary>
    public Task<Answer<MaturitiesView>> FindMaturitiesAsync(
        AccountCode account, DateOnly? date = null, CancellationToken cancel = default) =>
        GetAsync($"{Path(account)}/maturities{Query(("date", date?.ToString("O")))}", WireJson.Default.MaturitiesView, cancel);

    /// <summary>Every lot of an account, newest first.</summary>
    public IAsyncEnumerable<LotHistoryView> ListLotsAsync(AccountCode account, CancellationToken cancel = default) =>
        ListAsync($"{Path(account)}/lots", WireJson.Default.PageLotHistoryView, cancel);

    /// <summary>Time deposits that the system bids for, newest first.</summary>
    public IAsyncEnumerable<BidView> ListBidsAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"/v1/ledgers/{Escape(ledger)}/bids", WireJson.Default.PageBidView, cancel);

    /// <summary>Balances rolled over from period to period by loans around clearings (003, 2.4), up to a date.</summary>
    public IAsyncEnumerable<RolledOverView> ListRolledOverAsync(
        string ledger, DateOnly? date = null, CancellationToken cancel = default) =>
        ListAsync(
            $"/v1/ledgers/{Escape(ledger)}/rolled-over", WireJson.Default.PageRolledOverView, cancel, after: null,
            ("date", date?.ToString("O")));

    /// <summary>Ends a month; may be asked again.</summary>
    public Task<Answer<MonthEndView>> EndMonthAsync(string ledger, EndMonthBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/month-end", null, body,
            WireJson.Default.EndMonthBody, WireJson.Default.MonthEndView, cancel);

    /// <summary>Overdrafts by formulas (1) to (4); nothing is set.</summary>
    public Task<Answer<OverdraftsView>> FindOverdraftsAsync(
        string ledger, DateOnly? date = null, CancellationToken cancel = default) =>
        GetAsync($"/v1/ledgers/{Escape(ledger)}/overdrafts{Query(("date", date?.ToString("O")))}",
            WireJson.Default.OverdraftsView, cancel);

    /// <summary>Sets the overdrafts that formula (2) gives; may be asked again.</summary>
    public Task<Answer<OverdraftsView>> SetOverdraftsAsync(
        string ledger, SetOverdraftsBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/ledgers/{Escape(ledger)}/overdrafts", null, body,
            WireJson.Default.SetOverdraftsBody, WireJson.Default.OverdraftsView, cancel);
}
