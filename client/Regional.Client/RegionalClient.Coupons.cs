using Regional.Client.Model;

namespace Regional.Client;

/// <content>Community coupons (document 002): series, tills, the counter, ledgers and summaries.</content>
public sealed partial class RegionalClient
{
    /// <summary>Registers a series of notes. Refusals: codeMalformed, seriesTaken.</summary>
    public Task<Answer<CommandView>> RegisterSeriesAsync(
        string ledger, SeriesBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/series", body.Id, body, WireJson.Default.SeriesBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Takes notes from the printer into the stock. Refusals: seriesUnknown, valueNotOffered, notesPrinted.</summary>
    public Task<Answer<CommandView>> PrintNotesAsync(
        string ledger, string series, PrintBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/series/{Escape(series)}/notes", body.Id, body,
            WireJson.Default.PrintBody, WireJson.Default.CommandView, cancel);

    /// <summary>Series of a book, and where their notes are.</summary>
    public IAsyncEnumerable<SeriesView> ListSeriesAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"{Coupons(ledger)}/series", WireJson.Default.PageSeriesView, cancel);

    /// <summary>One note and the way it went. Refusal: notFound.</summary>
    public Task<Answer<NoteView>> FindNoteAsync(
        string ledger, string series, long number, CancellationToken cancel = default) =>
        GetAsync($"{Coupons(ledger)}/series/{Escape(series)}/notes/{number}", WireJson.Default.NoteView, cancel);

    /// <summary>Opens a till. Refusals: notesMalformed, noteUnknown, noteNotAtHand, tillOpen.</summary>
    public Task<Answer<CommandView>> OpenTillAsync(
        string ledger, OpenTillBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/tills", body.Id, body, WireJson.Default.OpenTillBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Counts and closes a till; a difference is posted. Refusals: tillNotOpen, noteUnknown, notesDiffer.</summary>
    public Task<Answer<TillView>> CloseTillAsync(
        string ledger, Guid till, CloseTillBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/tills/{till}/close", body.Id, body,
            WireJson.Default.CloseTillBody, WireJson.Default.TillView, cancel);

    /// <summary>Tills, newest first.</summary>
    public IAsyncEnumerable<TillView> ListTillsAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync($"{Coupons(ledger)}/tills", WireJson.Default.PageTillView, cancel);

    /// <summary>A till with the notes in it. Refusal: notFound.</summary>
    public Task<Answer<TillView>> FindTillAsync(string ledger, Guid till, CancellationToken cancel = default) =>
        GetAsync($"{Coupons(ledger)}/tills/{till}", WireJson.Default.TillView, cancel);

    /// <summary>Notes of a till that make an amount, as ranges. Refusal: amountNotInNotes.</summary>
    public Task<Answer<Page<string>>> MakeChangeAsync(
        string ledger, Guid till, string amount, CancellationToken cancel = default) =>
        GetAsync(
            $"{Coupons(ledger)}/tills/{till}/change?amount={Escape(amount)}", WireJson.Default.PageString, cancel);

    /// <summary>Hands out notes on an account (<c>ops/docs/refusals.md</c>, coupons).</summary>
    public Task<Answer<PostingView>> WithdrawCouponsAsync(
        string ledger, CounterBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/withdrawals", body.Id, body, WireJson.Default.CounterBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>Takes notes in for an account.</summary>
    public Task<Answer<PostingView>> DepositCouponsAsync(
        string ledger, CounterBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/deposits", body.Id, body, WireJson.Default.CounterBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>Exchanges expired notes.</summary>
    public Task<Answer<PostingView>> ExchangeNotesAsync(
        string ledger, ExchangeBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/exchanges", body.Id, body, WireJson.Default.ExchangeBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>Undoes a line that was keyed wrongly. Refusals: lineUnknown, alreadyCorrected.</summary>
    public Task<Answer<PostingView>> CorrectLineAsync(
        string ledger, Guid line, string account, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/lines/{line}/correct?account={Escape(account)}", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.PostingView, cancel);

    /// <summary>Makes up what a leaving member owes. Refusals: nothingToCover, fundShort.</summary>
    public Task<Answer<PostingView>> CoverClosingAsync(
        string ledger, string account, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/accounts/{Escape(account)}/cover", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.PostingView, cancel);

    /// <summary>Rupiah into convertible coupons, or back. Refusals: conversionNotOffered, rupiahBookMissing.</summary>
    public Task<Answer<PostingView>> ConvertAsync(
        string ledger, ConversionBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/conversions", body.Id, body, WireJson.Default.ConversionBody,
            WireJson.Default.PostingView, cancel);

    /// <summary>Chooses a member's PIN for the counter.</summary>
    public Task<Answer<CommandView>> SetPinAsync(
        string ledger, string account, PinBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"{Coupons(ledger)}/accounts/{Escape(account)}/pin", body.Id, body,
            WireJson.Default.PinBody, WireJson.Default.CommandView, cancel);

    /// <summary>
    /// Goes through a teller's paper lines before they are keyed; nothing happens. Each line's verdict names the id to send
    /// it under. Refusals: notFound, fieldMalformed (more than 1,000 lines).
    /// </summary>
    public Task<Answer<DayCheckView>> CheckDayAsync(
        string ledger, CheckDayBody body, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"{Coupons(ledger)}/days/check", body, WireJson.Default.CheckDayBody,
            WireJson.Default.DayCheckView, cancel);

    /// <summary>Writes down a decision of the general meeting. Refusals: fieldMalformed, commandNotOfScheme.</summary>
    public Task<Answer<CommandView>> RecordDecisionAsync(
        string ledger, DecisionBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"{Coupons(ledger)}/decisions", body.Id, body, WireJson.Default.DecisionBody,
            WireJson.Default.CommandView, cancel);

    /// <summary>Enters a month's indicators (YYYY-MM). Refusals: dateMalformed, fieldMalformed, commandNotOfScheme.</summary>
    public Task<Answer<CommandView>> EnterIndicatorsAsync(
        string ledger, string month, IndicatorsBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"{Coupons(ledger)}/indicators/{Escape(month)}", body.Id, body,
            WireJson.Default.IndicatorsBody, WireJson.Default.CommandView, cancel);

    /// <summary>
    /// A ledger or summary: transactions, administration, fund, journal, summary, balances, accounts/{code}; baseline,
    /// indicators, assumptions, volume (terms: needs, families, volume).
    /// </summary>
    public Task<Answer<CouponReportView>> FindCouponReportAsync(
        string ledger, string report, DateOnly from, DateOnly to, string language, CancellationToken cancel = default,
        params (string Name, string? Value)[] terms) =>
        GetAsync(
            $"{Coupons(ledger)}/reports/{report}"
            + Query([("from", $"{from:yyyy-MM-dd}"), ("to", $"{to:yyyy-MM-dd}"), ("lang", language), .. terms]),
            WireJson.Default.CouponReportView, cancel);

    /// <summary>Records what a member wrote on the account opening form.</summary>
    public Task<Answer<CommandView>> RecordFormAsync(
        string community, string member, MemberFormBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, $"/v1/communities/{Escape(community)}/members/{Escape(member)}/form", body.Id, body,
            WireJson.Default.MemberFormBody, WireJson.Default.CommandView, cancel);

    /// <summary>Puts an offer or a request on the noticeboard.</summary>
    public Task<Answer<CommandView>> PostNoticeAsync(
        string community, NoticeBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/communities/{Escape(community)}/notices", body.Id, body,
            WireJson.Default.NoticeBody, WireJson.Default.CommandView, cancel);

    /// <summary>Takes a notice off the board. Refusals: notFound, noticeUnknown.</summary>
    public Task<Answer<CommandView>> EndNoticeAsync(
        string community, Guid notice, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, $"/v1/communities/{Escape(community)}/notices/{notice}/end", body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.CommandView, cancel);

    /// <summary>The noticeboard.</summary>
    public IAsyncEnumerable<NoticeView> ListNoticesAsync(string community, CancellationToken cancel = default) =>
        ListAsync($"/v1/communities/{Escape(community)}/notices", WireJson.Default.PageNoticeView, cancel);

    /// <summary>Which community projects members chose on their forms, most chosen first.</summary>
    public IAsyncEnumerable<ProjectChoiceView> ListProjectsAsync(string community, CancellationToken cancel = default) =>
        ListAsync($"/v1/communities/{Escape(community)}/projects", WireJson.Default.PageProjectChoiceView, cancel);

    private static string Coupons(string ledger) => $"/v1/ledgers/{Escape(ledger)}/coupons";
}
