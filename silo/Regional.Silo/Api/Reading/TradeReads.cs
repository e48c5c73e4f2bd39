using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Reading;

/// <summary>Trades of a region, and who may see one.</summary>
internal sealed class TradeReads(Places places, ITradeQueries queries, ICodeResolver codes) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Trades");
        group.Get("/regions/{region}/trades", ListAsync).Reads<Client.Model.Page<TradeView>>(
            "Trades of a region, newest first", "Of one status: queued, posted, cancelled, refused …");
        group.Get("/trades/{id}", FindAsync).Reads<TradeView>("One trade", "For its payer, its payee, and the region.");
    }

    /// <summary>A trade the caller may see, and its payer.</summary>
    public async Task<(TradeDetail Trade, AccountAddress Payer)> LoadAsync(
        Caller caller, OperationId id, CancellationToken cancellationToken)
    {
        var trade = await queries.FindTradeAsync(id, cancellationToken) ?? throw EdgeRefusal.NotFound("trade", $"{id}");
        var accounts = await codes.FindAccountsAsync([trade.Payer.Id, trade.Payee.Id], cancellationToken);
        var (payer, payee) = (accounts[trade.Payer.Id], accounts[trade.Payee.Id]);
        return Permissions.MayRead(caller, payer) || Permissions.MayRead(caller, payee)
            || Permissions.Allows(caller, AccessAction.ReadPositions, new Target(payer.Region))
            ? (trade, payer)
            : throw Permissions.NotPermitted(caller, AccessAction.ReadPositions);
    }

    private async Task<IResult> FindAsync(HttpContext http, string id) => Answer.Ok(TradeViews.View(
        (await LoadAsync(Caller.Of(http), new OperationId(Fields.Uuid("trade", id)), http.RequestAborted)).Trade));

    private async Task<IResult> ListAsync(HttpContext http, string region, string? status, string? after, string? limit)
    {
        var place = await places.RegionAsync(region, http.RequestAborted);
        var caller = Caller.Of(http);

        // A community's administrators see its own trades, the region all of them.
        var isWhole = Permissions.Allows(caller, AccessAction.ReadPositions, Target.Of(place));
        if (!isWhole)
        {
            Permissions.Demand(caller, AccessAction.ReadCommunity, new Target(place.Id, caller.Community));
        }

        TradeStatus? wanted = string.IsNullOrEmpty(status) ? null : Words.Parse<TradeStatus>("status", status);
        var filter = new TradeFilter(wanted, isWhole ? null : caller.Community, Account: null);
        return Pages.Answer(
            await queries.FindTradesAsync(place.Id, filter, Pages.Asked(after, limit), http.RequestAborted), TradeViews.View);
    }
}
