using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Regional.Client.Model;

namespace Regional.Client;

/// <content>Statements, positions, windows, exports, verification.</content>
public sealed partial class RegionalClient
{
    /// <summary>An account's entries, page by page.</summary>
    /// <param name="account">The account.</param>
    /// <param name="newestFirst">Order; oldest first otherwise.</param>
    /// <param name="after">
    /// Oldest first: entries with greater numbers. Newest first: with lesser ones. Null: from the start.
    /// </param>
    /// <param name="cancel">Stops reading.</param>
    public async IAsyncEnumerable<StatementEntry> ListStatementAsync(
        AccountCode account, bool newestFirst = false, long? after = null,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var cursor = newestFirst ? "before" : "after";
        do
        {
            var query = Query(
                (cursor, after?.ToString(CultureInfo.InvariantCulture)),
                ("order", newestFirst ? "newest" : "oldest"),
                ("limit", $"{_sender.Options.PageSize}"));
            var page =
                (await GetAsync($"{Path(account)}/statement{query}", WireJson.Default.StatementPage, cancel)).Value;
            foreach (var entry in page.Items)
            {
                yield return entry;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Where every community stands.</summary>
    public Task<Answer<PositionsView>> FindPositionsAsync(string region, CancellationToken cancel = default) =>
        GetAsync($"/v1/regions/{Escape(region)}/positions", WireJson.Default.PositionsView, cancel);

    /// <summary>Every ledger's sum and both sides of every mirror, in one snapshot.</summary>
    public Task<Answer<ProofView>> FindProofAsync(string region, CancellationToken cancel = default) =>
        GetAsync($"/v1/regions/{Escape(region)}/proof", WireJson.Default.ProofView, cancel);

    /// <summary>A community's month, <c>YYYY-MM</c>.</summary>
    public Task<Answer<CommunitySummary>> FindSummaryAsync(
        string community, string month, CancellationToken cancel = default) =>
        GetAsync($"/v1/communities/{Escape(community)}/summary{Query(("month", month))}",
            WireJson.Default.CommunitySummary, cancel);

    /// <summary>A region's windows, newest first.</summary>
    public IAsyncEnumerable<WindowView> ListWindowsAsync(string region, CancellationToken cancel = default) =>
        ListAsync($"/v1/regions/{Escape(region)}/windows", WireJson.Default.PageWindowView, cancel);

    /// <summary>A window's report, recomputed from the journal.</summary>
    public Task<Answer<WindowReport>> FindReportAsync(string region, int window, CancellationToken cancel = default) =>
        GetAsync(
            $"/v1/regions/{Escape(region)}/windows/{window}/report?format=json", WireJson.Default.WindowReport, cancel);

    /// <summary>A window's settlement payments.</summary>
    public IAsyncEnumerable<InstructionView> ListInstructionsAsync(
        string region, int window, CancellationToken cancel = default) =>
        ListAsync(
            $"/v1/regions/{Escape(region)}/windows/{window}/settlements", WireJson.Default.PageInstructionView, cancel);

    /// <summary>Closes every window whose time has passed.</summary>
    public Task<Answer<ClearingView>> CloseWindowsAsync(string region, CommandBody body, CancellationToken cancel =
        default) =>
        CommandAsync(HttpMethod.Post, $"/v1/regions/{Escape(region)}/windows/close", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.ClearingView, cancel);

    /// <summary>Ends the open window now and closes it. The body has the reason.</summary>
    public Task<Answer<ClearingView>> CutWindowAsync(string region, CommandBody body, CancellationToken cancel =
        default) =>
        CommandAsync(HttpMethod.Post, $"/v1/regions/{Escape(region)}/windows/cut", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.ClearingView, cancel);

    /// <summary>Makes a window's report final. Refusals: windowUnknown, windowNotClosed, reportFinal.</summary>
    public Task<Answer<ClearingView>> FinaliseReportAsync(
        string region, int window, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/regions/{Escape(region)}/windows/{window}/final", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.ClearingView, cancel);

    /// <summary>Confirms a settlement payment. Refusals: instructionUnknown, instructionEnded, notPaidIn.</summary>
    public Task<Answer<PostingView>> ConfirmSettlementAsync(
        string region, Guid instruction, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/regions/{Escape(region)}/settlements/{instruction}/confirm", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.PostingView, cancel);

    /// <summary>Issues a token; the server keeps only the digest of its secret. Result: <c>token</c>.</summary>
    public Task<Answer<CommandView>> IssueTokenAsync(IssueTokenBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, "/v1/tokens", body.Id, body, WireJson.Default.IssueTokenBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>
    /// Tokens of the caller's community or region, newest first; of another region, for who is bound to none.
    /// </summary>
    public IAsyncEnumerable<TokenView> ListTokensAsync(string? region = null, CancellationToken cancel = default) =>
        ListAsync("/v1/tokens", WireJson.Default.PageTokenView, cancel, null, ("region", region));

    /// <summary>Revokes a token at once. Result: <c>token</c>.</summary>
    public Task<Answer<CommandView>> RevokeTokenAsync(Guid token, CommandBody body, CancellationToken cancel =
        default) =>
        CommandAsync(HttpMethod.Delete, $"/v1/tokens/{token}", body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>
    /// Has the server verify its books: progress and differences as they are found, the result last. Not repeated when
    /// it breaks off.
    /// </summary>
    public async IAsyncEnumerable<VerifyLine> VerifyAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var response = await OpenStreamAsync("/v1/verify", cancel);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length > 0)
            {
                yield return JsonSerializer.Deserialize(line, WireJson.Default.VerifyLine)!;
            }
        }
    }

    /// <summary>
    /// Writes a ledger's accounts or transfers as CSV in the import's own columns. Not repeated once it has begun: a
    /// broken copy throws and is the caller's to discard.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="file">
    /// <c>accounts.csv</c>, <c>transfers.csv</c> (a trade is one line with the party behind the region), or
    /// <c>transfers.csv?form=legs</c> (a trade is what it moved in this ledger).
    /// </param>
    /// <param name="to">Where to write.</param>
    /// <param name="copied">Told the bytes so far.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task ExportAsync(
        string ledger, string file, Stream to, IProgress<long>? copied = null, CancellationToken cancel = default)
    {
        using var response = await OpenStreamAsync($"/v1/ledgers/{Escape(ledger)}/export/{file}", cancel);
        await using var from = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[CopyBufferSize];
        long total = 0;
        for (int read; (read = await from.ReadAsync(buffer, cancel)) > 0;)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            copied?.Report(total += read);
        }
    }

    // One read of a socket rarely brings more.
    private const int CopyBufferSize = 64 * 1024;

    private Task<HttpResponseMessage> OpenStreamAsync(string path, CancellationToken cancel) =>
        _sender.OpenStreamAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancel);
}
