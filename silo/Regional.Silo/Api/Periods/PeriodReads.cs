using System.Text;
using Regional.Client.Model;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Overload;
using Regional.Silo.Problems;
using Regional.Silo.Reports;
using Regional.Silo.Reports.Periods;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Periods;

/// <summary>Periods as people read them: which there are, how far their end came, what it said of each account.</summary>
internal sealed class PeriodReads(
    PeriodPlaces places, IPeriodReader reader, IPeriodQueries queries, FactTranslator facts, TimeProvider clock)
    : IEndpointGroup
{
    // Lines gathered before they are sent on: a packet or two.
    private const int FlushLength = 16 << 10;

    // A page to print; more is a spreadsheet's business.
    private const int PageLinesMax = 1000;

    // More accounts than a step may fail for before somebody must look at the rule and not at the accounts.
    private const int ExceptionsMax = 1000;

    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/periods").WithTags("Periods");
        group.Get("", ListAsync).Reads<Client.Model.Page<PeriodView>>("A ledger's periods, newest first");
        group.Get("/calendar", CalendarsAsync).Reads<Client.Model.Page<PeriodCalendarView>>(
            "Calendars of a ledger's periods, newest first", "The first one is in force.");
        group.Get("/{no:int}", FindAsync).Reads<PeriodView>(
            "One period, and how far its end came", "Sums are shown to members once it is published.");
        group.Get("/{no:int}/accounts", LinesAsync).Reads<Client.Model.Page<PeriodLineView>>(
            "A totalled period's report, one account to the line", "In the order in which the accounts were opened.");
        group.Get("/{no:int}/exceptions", ExceptionsAsync).Reads<Client.Model.Page<PeriodExceptionView>>(
            "Accounts for which a step of the period's end could not be carried out");
        group.Get("/{no:int}/report.html", PageAsync).ReadsText("text/html", "A totalled period's report to print and sign");
        group.Get("/{no:int}/report.csv", CsvAsync).WithMetadata(new StreamingMark()).ReadsText(
            "text/csv", "A totalled period's report as CSV, all accounts",
            "account,name,role,currency,opening,debits,credits,closing,crossed_on");
    }

    private async Task<IResult> ListAsync(HttpContext http, string ledger, string? after, string? limit)
    {
        var book = await places.LedgerAsync(http, ledger, AccessAction.ReadMemberSummary);
        var page = await queries.FindPeriodsAsync(book.Id, Pages.Asked(after, limit), http.RequestAborted);
        var layout = await queries.FindLayoutAsync(book.Id, http.RequestAborted);
        return Pages.Answer(
            page, period => PeriodViews.View(period, book, layout, PeriodPlaces.MayReadFigures(http, book, period)));
    }

    private async Task<IResult> CalendarsAsync(HttpContext http, string ledger, string? after, string? limit)
    {
        var book = await places.LedgerAsync(http, ledger, AccessAction.ReadMemberSummary);
        return Pages.Answer(
            await queries.FindCalendarsAsync(book.Id, Pages.Asked(after, limit), http.RequestAborted), PeriodViews.View);
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, int no)
    {
        var book = await places.LedgerAsync(http, ledger, AccessAction.ReadMemberSummary);
        return Answer.Ok(await places.ViewAsync(http, book, no));
    }

    private async Task<IResult> LinesAsync(HttpContext http, string ledger, int no, string? after, string? limit)
    {
        var book = await places.LedgerAsync(http, ledger, AccessAction.ReadMemberSummary);
        var period = await places.ReportedAsync(http, book, no);
        return Pages.Answer(
            await queries.FindLinesAsync(period.Span.Id, Pages.Asked(after, limit), http.RequestAborted), PeriodViews.View);
    }

    private async Task<IResult> ExceptionsAsync(HttpContext http, string ledger, int no)
    {
        var book = await places.LedgerAsync(http, ledger, AccessAction.ReadMemberSummary);
        var period = await places.ReportedAsync(http, book, no);
        var shown = new List<PeriodExceptionView>();
        foreach (var one in await reader.FindExceptionsAsync(period.Span.Id, ExceptionsMax, http.RequestAborted))
        {
            shown.Add(new PeriodExceptionView(
                one.Step, one.AccountCode, ProblemOf.From(await facts.TranslateAsync(one.Refusal, http.RequestAborted))));
        }

        return Answer.Ok(new Client.Model.Page<PeriodExceptionView>(shown, Next: null));
    }

    private async Task<IResult> PageAsync(HttpContext http, string ledger, int no)
    {
        var book = await places.LedgerAsync(http, ledger, AccessAction.ReadMemberSummary);
        var period = await places.ReportedAsync(http, book, no);
        return PeriodReportPage.Answer(
            period, book,
            await queries.FindLinesAsync(period.Span.Id, new PageRequest(After: null, PageLinesMax), http.RequestAborted),
            await reader.FindExceptionsAsync(period.Span.Id, ExceptionsMax, http.RequestAborted),
            clock.GetUtcNow());
    }

    private async Task CsvAsync(HttpContext http, string ledger, int no)
    {
        var book = await places.LedgerAsync(http, ledger, AccessAction.ReadMemberSummary);
        var period = await places.ReportedAsync(http, book, no);
        http.Response.ContentType = Csv.ContentType;
        var text = new StringBuilder(PeriodReportCsv.Head);
        await foreach (var line in queries.ReadLinesAsync(period.Span.Id, http.RequestAborted))
        {
            text.Append(PeriodReportCsv.Line(line));
            if (text.Length > FlushLength)
            {
                await http.Response.WriteAsync(text.ToString(), Encoding.UTF8, http.RequestAborted);
                text.Clear();
            }
        }

        await http.Response.WriteAsync(text.ToString(), Encoding.UTF8, http.RequestAborted);
    }
}
