using Regional.Client.Model;

namespace Regional.Client;

/// <content>Periods of a ledger's books: calendar, ends, reports.</content>
public sealed partial class RegionalClient
{
    /// <summary>
    /// Sets the calendar of a ledger's periods; the first one opens the first period. Result: <c>ledger</c>, <c>no</c>,
    /// <c>firstDate</c>, <c>lastDate</c> of the open period. Refusals: calendarInvalid, periodStarted, periodsNotKept.
    /// </summary>
    public Task<Answer<CommandView>> SetPeriodCalendarAsync(
        string ledger, SetPeriodCalendarBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Put, PeriodPath(ledger, "/calendar"), body.Id, body,
            WireJson.Default.SetPeriodCalendarBody, WireJson.Default.CommandView, cancel);

    /// <summary>Calendars of a ledger, newest first: the first one is in force.</summary>
    public IAsyncEnumerable<PeriodCalendarView> ListPeriodCalendarsAsync(
        string ledger, CancellationToken cancel = default) =>
        ListAsync(PeriodPath(ledger, "/calendar"), WireJson.Default.PagePeriodCalendarView, cancel);

    /// <summary>A ledger's periods, newest first.</summary>
    public IAsyncEnumerable<PeriodView> ListPeriodsAsync(string ledger, CancellationToken cancel = default) =>
        ListAsync(PeriodPath(ledger, ""), WireJson.Default.PagePeriodView, cancel);

    /// <summary>One period, with how far its end came. Refusal: notFound.</summary>
    public Task<Answer<PeriodView>> FindPeriodAsync(string ledger, int no, CancellationToken cancel = default) =>
        GetAsync(PeriodPath(ledger, $"/{no}"), WireJson.Default.PeriodView, cancel);

    /// <summary>
    /// Ends a period whose last date is over. Answered when it is totalled, or after some twenty seconds as
    /// <c>totalling</c>: it goes on then. Done twice: as it was the first time. Refusals: periodUnknown,
    /// periodOutOfOrder, periodNotEnded.
    /// </summary>
    public Task<Answer<PeriodView>> EndPeriodAsync(
        string ledger, int no, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PeriodPath(ledger, $"/{no}/end"), body.Id, body, WireJson.Default.CommandBody,
            WireJson.Default.PeriodView, cancel);

    /// <summary>Answers for a totalled period's figures. Refusals: periodUnknown, periodOutOfOrder, periodNotTotalled.</summary>
    public Task<Answer<PeriodView>> SignOffPeriodAsync(
        string ledger, int no, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PeriodPath(ledger, $"/{no}/sign-off"), body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.PeriodView, cancel);

    /// <summary>Shows a signed-off period to the members. Refusals as of signing off.</summary>
    public Task<Answer<PeriodView>> PublishPeriodAsync(
        string ledger, int no, CommandBody body, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, PeriodPath(ledger, $"/{no}/publish"), body.Id, body,
            WireJson.Default.CommandBody, WireJson.Default.PeriodView, cancel);

    /// <summary>A totalled period's accounts, in the order in which they were opened. Refusal: notFound.</summary>
    public IAsyncEnumerable<PeriodLineView> ListPeriodLinesAsync(
        string ledger, int no, CancellationToken cancel = default) =>
        ListAsync(PeriodPath(ledger, $"/{no}/accounts"), WireJson.Default.PagePeriodLineView, cancel);

    /// <summary>Accounts for which a step of the period's end could not be carried out. Refusal: notFound.</summary>
    public IAsyncEnumerable<PeriodExceptionView> ListPeriodExceptionsAsync(
        string ledger, int no, CancellationToken cancel = default) =>
        ListAsync(PeriodPath(ledger, $"/{no}/exceptions"), WireJson.Default.PagePeriodExceptionView, cancel);

    /// <summary>Copies a totalled period's report as <c>csv</c> (all accounts) or <c>html</c> (to print and sign).</summary>
    public async Task CopyPeriodReportAsync(
        string ledger, int no, string format, Stream to, CancellationToken cancel = default)
    {
        using var response = await OpenStreamAsync(PeriodPath(ledger, $"/{no}/report.{format}"), cancel);
        await response.Content.CopyToAsync(to, cancel);
    }

    private static string PeriodPath(string ledger, string rest) => $"/v1/ledgers/{Escape(ledger)}/periods{rest}";
}
