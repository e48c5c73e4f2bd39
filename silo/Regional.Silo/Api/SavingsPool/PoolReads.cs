using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Reports.SavingsPool;
using Regional.Silo.Views;

namespace Regional.Silo.Api.SavingsPool;

/// <summary>Month ends of a savings pool: of the whole pool, and of one member.</summary>
internal sealed class PoolReads(PoolPlaces places, IPoolQueries queries, TimeProvider clock) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var pool = v1.MapGroup("/ledgers/{ledger}/pool").WithTags("Savings pool");
        pool.Get("/statements/{period:int}", StatementAsync).Reads<PoolStatementView>(
            "A month end of the whole pool", "format=json (default), csv with 001's columns, or html for printing.");
        pool.Get("/members/{account}/months", MonthsAsync).Reads<Client.Model.Page<AccountMonthView>>(
            "An account's month ends, newest first", "format=json (default), csv with 001's columns, or html for printing.");
    }

    private async Task<IResult> StatementAsync(HttpContext http, string ledger, int period, string? format)
    {
        var book = await places.LedgerAsync(http, ledger, "statement");
        Permissions.Demand(Caller.Of(http), AccessAction.ReadPool, Target.Of(book));
        var statement = await queries.FindStatementAsync(book.Id, period, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("statement", period.ToString(CultureInfo.InvariantCulture));
        return format switch
        {
            null or "" or "json" => Answer.Ok(PoolViews.View(statement)),
            "csv" => PoolStatementCsv.Answer(statement),
            "html" => PoolStatementPage.Answer(statement, book, clock.GetUtcNow()),
            _ => throw EdgeRefusal.Malformed("format", $"{format}: json, csv or html"),
        };
    }

    private async Task<IResult> MonthsAsync(
        HttpContext http, string ledger, string account, string? format, string? after, string? limit)
    {
        var book = await places.LedgerAsync(http, ledger, "statement");
        var of = await places.AccountAsync(http, book, account);
        Permissions.DemandRead(Caller.Of(http), of);
        var months = await queries.FindMonthsAsync(of.Id, Pages.Asked(after, limit), http.RequestAborted);
        return format switch
        {
            null or "" or "json" => Pages.Answer(months, month => PoolViews.View(month, book.Currency)),
            "csv" => MemberMonthsCsv.Answer(of, months.Items),
            "html" => MemberMonthsPage.Answer(of, book, months.Items, clock.GetUtcNow()),
            _ => throw EdgeRefusal.Malformed("format", $"{format}: json, csv or html"),
        };
    }
}
