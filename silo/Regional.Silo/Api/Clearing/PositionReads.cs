using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Clearing;

/// <summary>Where a region and its communities stand.</summary>
internal sealed class PositionReads(Places places, IClearingQueries queries) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Clearing");
        group.Get("/regions/{region}/positions", PositionsAsync).Reads<PositionsView>(
            "Where every community stands at the region, against its caps");
        group.Get("/regions/{region}/proof", ProveAsync).Reads<ProofView>(
            "Proof that the books hold: every ledger's sum, both sides of every mirror", "Computed in one snapshot, now.");
        group.Get("/communities/{community}/summary", SummariseAsync).Reads<CommunitySummary>(
            "A community's month by business date, one line per ledger", "month=YYYY-MM");
    }

    private async Task<IResult> PositionsAsync(HttpContext http, string region)
    {
        var place = await places.RegionAsync(region, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadPositions, Target.Of(place));
        var positions = await queries.FindPositionsAsync(place.Id, http.RequestAborted);
        return Answer.Ok(ClearingViews.View(positions ?? throw EdgeRefusal.NotFound("region", region), place.Code));
    }

    private async Task<IResult> ProveAsync(HttpContext http, string region)
    {
        var place = await places.RegionAsync(region, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.Verify, Target.Of(place));
        var proof = await queries.ProveAsync(place.Id, http.RequestAborted);
        return Answer.Ok(ClearingViews.View(proof ?? throw EdgeRefusal.NotFound("region", region)));
    }

    private async Task<IResult> SummariseAsync(HttpContext http, string community, string? month)
    {
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadSummary, Target.Of(place));
        if (!DateOnly.TryParseExact(
            $"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            throw EdgeRefusal.Malformed("month", $"{month}: write YYYY-MM");
        }

        var months = await queries.SummariseAsync(place.Id, first.Year, first.Month, http.RequestAborted);
        return Answer.Ok(new CommunitySummary
        {
            Community = place.Code,
            Month = month!,
            Ledgers = [.. months.Select(ClearingViews.View)],
        });
    }
}
