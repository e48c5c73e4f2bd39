using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Silo.Access;
using Regional.Silo.Api.Periods;
using Regional.Silo.Edge;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Reading;

/// <summary>Lists of regions, communities, ledgers, members, rates and terms.</summary>
internal sealed class PartyReads(Places places, IPartyQueries queries, PeriodNumbers periods) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Registry");
        group.Get("/regions", ListRegionsAsync).Reads<Client.Model.Page<RegionView>>("Regions the caller belongs to, by code");
        group.Get("/regions/{region}", FindRegionAsync).Reads<RegionView>("One region");
        group.Get("/regions/{region}/communities", ListCommunitiesAsync)
            .Reads<Client.Model.Page<CommunityView>>("Communities of a region, by code");
        group.Get("/communities/{community}", FindCommunityAsync).Reads<CommunityView>("One community");
        group.Get("/communities/{community}/ledgers", ListLedgersAsync)
            .Reads<Client.Model.Page<LedgerView>>("Ledgers of a community, by code");
        group.Get("/communities/{community}/members", ListMembersAsync)
            .Reads<Client.Model.Page<MemberView>>("Members of a community, by code");
        group.Get("/ledgers/{ledger}", FindLedgerAsync).Reads<LedgerView>("One ledger");
        group.Get("/ledgers/{ledger}/rates", ListRatesAsync)
            .Reads<Client.Model.Page<RateView>>("A ledger's rates towards its region, newest first");
        group.Get("/ledgers/{ledger}/terms", ListTermsAsync)
            .Reads<Client.Model.Page<TermsView>>("A ledger's dated terms, newest first");
    }

    private async Task<IResult> ListRegionsAsync(HttpContext http)
    {
        var caller = Caller.Of(http);
        var regions = await queries.FindRegionsAsync(http.RequestAborted);
        return Answer.Ok(new Client.Model.Page<RegionView>(
            [
                .. regions.Where(region => Permissions.Allows(caller, AccessAction.ReadRegistry, new Target(region.Id)))
                    .Select(PartyViews.View),
            ],
            Next: null));
    }

    private async Task<IResult> FindRegionAsync(HttpContext http, string region)
    {
        var place = await places.RegionAsync(region, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        var found = await queries.FindRegionAsync(place.Id, http.RequestAborted);
        return Answer.Ok(PartyViews.View(found ?? throw EdgeRefusal.NotFound("region", region)));
    }

    private async Task<IResult> ListCommunitiesAsync(HttpContext http, string region, string? after, string? limit)
    {
        var place = await places.RegionAsync(region, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        return Pages.Answer(
            await queries.FindCommunitiesAsync(place.Id, Pages.Asked(after, limit), http.RequestAborted), PartyViews.View);
    }

    private async Task<IResult> FindCommunityAsync(HttpContext http, string community)
    {
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        var found = await queries.FindCommunityAsync(place.Id, http.RequestAborted);
        return Answer.Ok(PartyViews.View(found ?? throw EdgeRefusal.NotFound("community", community)));
    }

    private async Task<IResult> ListLedgersAsync(HttpContext http, string community, string? after, string? limit)
    {
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        return Pages.Answer(
            await queries.FindLedgersAsync(place.Region, place.Id, Pages.Asked(after, limit), http.RequestAborted),
            PartyViews.View);
    }

    private async Task<IResult> ListMembersAsync(HttpContext http, string community, string? after, string? limit)
    {
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadCommunity, Target.Of(place));
        return Pages.Answer(
            await queries.FindMembersAsync(place.Id, Pages.Asked(after, limit), http.RequestAborted), PartyViews.View);
    }

    private async Task<IResult> FindLedgerAsync(HttpContext http, string ledger)
    {
        var place = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        var found = await queries.FindLedgerAsync(place.Id, http.RequestAborted);
        return Answer.Ok(PartyViews.View(found ?? throw EdgeRefusal.NotFound("ledger", ledger)));
    }

    private async Task<IResult> ListRatesAsync(HttpContext http, string ledger)
    {
        var place = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        var rates = await queries.FindRatesAsync(place.Id, http.RequestAborted);
        return Answer.Ok(new Client.Model.Page<RateView>([.. rates.Select(PartyViews.View)], Next: null));
    }

    private async Task<IResult> ListTermsAsync(HttpContext http, string ledger)
    {
        var place = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        var terms = await queries.FindTermsAsync(place.Id, http.RequestAborted);
        var numberOf = await periods.OfAsync(place, http.RequestAborted);
        return Answer.Ok(new Client.Model.Page<TermsView>(
            [.. terms.Select(one => PartyViews.View(one) with { Period = numberOf(one.ValidFrom) })], Next: null));
    }
}
