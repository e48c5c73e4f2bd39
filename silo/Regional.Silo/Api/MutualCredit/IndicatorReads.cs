using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Reports.MutualCredit;
using Regional.Silo.Views;

namespace Regional.Silo.Api.MutualCredit;

/// <summary>How healthy a ledger's credit is.</summary>
internal sealed class IndicatorReads(
    Places places, BusinessDates dates, ICreditQueries queries, TimeProvider clock) : IEndpointGroup
{
    private const int DaysDefault = 90;
    private const int DaysMax = 36_500;

    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/credit").WithTags("Mutual credit");
        group.Get("/indicators", FindAsync).Reads<CreditIndicatorsView>(
            "Turnover, velocity and use of credit", "Between from= and to= by business date; default: the last 90 days.");
        group.Get("/indicators.html", PageAsync).ReadsText(
            "text/html", "The health of credit as a page to read and print",
            "Between from= and to=, and the accounts that have not crossed zero for days= days; default: 90 days.");
        group.Get("/stagnant", ListAsync).Reads<Client.Model.Page<StagnantAccountView>>(
            "Accounts that have not crossed zero for days= days", "Default 90. Accounts at zero are not listed.");
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, DateOnly? from, DateOnly? to)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadSummary, Target.Of(book));
        var (first, last) = Dates(await dates.TodayAsync(book.Region, http.RequestAborted), from, to);
        return Answer.Ok(CreditViews.View(
            await queries.FindIndicatorsAsync(book.Id, first, last, http.RequestAborted), book, first, last));
    }

    private async Task<IResult> PageAsync(HttpContext http, string ledger, DateOnly? from, DateOnly? to, int? days)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadSummary, Target.Of(book));
        var today = await dates.TodayAsync(book.Region, http.RequestAborted);
        var ((first, last), asked) = (Dates(today, from, to), Days(days));
        return IndicatorPage.Answer(
            book,
            CreditViews.View(
                await queries.FindIndicatorsAsync(book.Id, first, last, http.RequestAborted), book, first, last),
            await queries.FindPurposesAsync(book.Id, first, last, http.RequestAborted),
            await queries.FindStagnantAsync(
                book.Id, today.AddDays(1 - asked), Pages.Asked(after: null, limit: null), http.RequestAborted),
            asked,
            today,
            clock.GetUtcNow());
    }

    private async Task<IResult> ListAsync(HttpContext http, string ledger, int? days, string? after, string? limit)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadSummary, Target.Of(book));
        var today = await dates.TodayAsync(book.Region, http.RequestAborted);
        var asked = Days(days);
        return Pages.Answer(
            await queries.FindStagnantAsync(
                book.Id, today.AddDays(1 - asked), Pages.Asked(after, limit), http.RequestAborted),
            one => CreditViews.View(one, book.Currency, today));
    }

    private static (DateOnly First, DateOnly Last) Dates(DateOnly today, DateOnly? from, DateOnly? to)
    {
        var last = to ?? today;
        var first = from ?? (last.DayNumber >= DaysDefault ? last.AddDays(1 - DaysDefault) : last);
        return first <= last ? (first, last) : throw EdgeRefusal.Malformed("from", $"{first:O}");
    }

    private static int Days(int? asked) => (asked ?? DaysDefault) is var days and >= 1 and <= DaysMax
        ? days
        : throw EdgeRefusal.Malformed("days", $"{asked}");
}
