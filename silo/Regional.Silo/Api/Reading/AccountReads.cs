using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Reading;

/// <summary>Accounts, statements, holds and requests of accounts, from the database.</summary>
internal sealed class AccountReads(Places places, IAccountQueries queries, ITradeQueries trades) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}").WithTags("Accounts");
        group.Get("/accounts", ListAsync).Reads<Client.Model.Page<AccountView>>(
            "Accounts of a ledger, by code", "A member gets its own.");
        group.Get("/accounts/{account}", FindAsync).Reads<AccountView>(
            "One account: balance, what is held, limits, room");
        group.Get("/accounts/{account}/statement", StatementAsync).Reads<Client.Model.StatementPage>(
            "An account's entries, by number",
            "order=oldest (default) goes up from after=; order=newest goes down from before=. Entries are numbered 1, 2, 3 … without gaps.");
        group.Get("/accounts/{account}/requests", RequestsAsync).Reads<Client.Model.Page<RequestView>>(
            "Payment requests an account made or was sent, newest first");
        group.Get("/accounts/{account}/pendings", AccountPendingsAsync).Reads<Client.Model.Page<PendingView>>(
            "Open pending transfers of an account");
        group.Get("/pendings", PendingsAsync).Reads<Client.Model.Page<PendingView>>("Open pending transfers of a ledger");
    }

    private async Task<IResult> ListAsync(HttpContext http, string ledger, string? after, string? limit)
    {
        var (caller, book) = (Caller.Of(http), await places.LedgerAsync(ledger, http.RequestAborted));
        if (caller.Member is { } member && caller.Community == book.Community)
        {
            var own = await queries.FindAccountsAsync(member, http.RequestAborted);
            return Answer.Ok(new Client.Model.Page<AccountView>(
                [.. own.Where(account => account.State.Ledger == book.Id).Select(AccountViews.View)], Next: null));
        }

        Permissions.Demand(
            caller, book.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity, Target.Of(book));
        return Pages.Answer(
            await queries.FindAccountsAsync(book.Id, role: null, Pages.Asked(after, limit), http.RequestAborted),
            AccountViews.View);
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, string account)
    {
        var place = await ReadableAsync(http, ledger, account);
        var found = await queries.FindAccountAsync(place.Id, http.RequestAborted);
        return Answer.Ok(AccountViews.View(found ?? throw EdgeRefusal.NotFound("account", account)));
    }

    private async Task<IResult> StatementAsync(
        HttpContext http, string ledger, string account, string? after, string? before, string? limit, string? order)
    {
        var place = await ReadableAsync(http, ledger, account);
        var newestFirst = order switch
        {
            null or "" or "oldest" => false,
            "newest" => true,
            _ => throw EdgeRefusal.Malformed("order", $"{order}: oldest or newest"),
        };
        var from = newestFirst ? Paging.Number("before", before) : Paging.Number("after", after);
        var page = await queries.FindStatementAsync(
            place.Id, new StatementRequest(newestFirst, from, Paging.Limit(limit)), http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("account", account);
        var upper = await UpperUnitAsync(place, http.RequestAborted);
        var showsNames = Permissions.Allows(Caller.Of(http), AccessAction.ReadCommunity, Target.Of(place));
        return Answer.Ok(new Client.Model.StatementPage
        {
            Account = page.Account.ToString(),
            Currency = page.Currency.Code,
            Items = [.. page.Entries.Select(entry => AccountViews.View(entry, page.Currency, showsNames, upper))],
            Next = page.Next,
        });
    }

    private async Task<IResult> RequestsAsync(
        HttpContext http, string ledger, string account, string? status, string? after, string? limit)
    {
        var place = await ReadableAsync(http, ledger, account);
        RequestStatus? wanted = string.IsNullOrEmpty(status) ? null : Words.Parse<RequestStatus>("status", status);
        return Pages.Answer(
            await trades.FindRequestsAsync(place.Id, wanted, Pages.Asked(after, limit), http.RequestAborted), TradeViews.View);
    }

    private async Task<IResult> AccountPendingsAsync(
        HttpContext http, string ledger, string account, string? after, string? limit)
    {
        var place = await ReadableAsync(http, ledger, account);
        return Pages.Answer(
            await queries.FindPendingsAsync(place.Id, withEnded: false, Pages.Asked(after, limit), http.RequestAborted),
            AccountViews.View);
    }

    private async Task<IResult> PendingsAsync(HttpContext http, string ledger, string? after, string? limit)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(
            Caller.Of(http), book.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity, Target.Of(book));
        return Pages.Answer(
            await queries.FindPendingsAsync(book.Id, withEnded: false, Pages.Asked(after, limit), http.RequestAborted),
            AccountViews.View);
    }

    private async Task<AccountAddress> ReadableAsync(HttpContext http, string ledger, string account)
    {
        var (caller, book) = (Caller.Of(http), await places.LedgerAsync(ledger, http.RequestAborted));
        return await Readable.AccountAsync(places, caller, book, account, http.RequestAborted);
    }

    // Counter amounts stand on region accounts only, in the region's unit; seen from the region, in a community's.
    private async Task<Currency?> UpperUnitAsync(AccountAddress account, CancellationToken cancellationToken) =>
        account.Role == AccountRole.Region
            ? (await places.RegionAsync(account.Region, cancellationToken)).Currency
            : null;
}
