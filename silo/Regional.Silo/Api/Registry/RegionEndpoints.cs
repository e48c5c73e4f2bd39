using Regional.Client.Model;
using Regional.Domain.Commands;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Registry;

/// <summary>Regions, and what a coordinator sets in one.</summary>
internal sealed class RegionEndpoints(HostSettings settings, Places places, CommandDesk desk) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/regions").WithTags("Registry");
        group.Post("", CreateAsync).Commands<CreateRegionBody, CommandView>(
            "Begin a region", "Only with a coordinator's token that is bound to no region: the one an installation begins with.");
        group.Post("/{region}/join", JoinAsync).Commands<JoinRegionBody, CommandView>(
            "Make a region a member of another", "Only with a coordinator's token that is bound to no region.");
        group.Post("/{region}/communities", AddCommunityAsync)
            .Commands<CreateCommunityBody, CommandView>("Add a community to a region");
        group.Put("/{region}/calendar", SetCalendarAsync).Commands<SetCalendarBody, CommandView>(
            "Set when windows close", "Holds for windows not yet made.");
    }

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var body = await BodyReader.ReadAsync<CreateRegionBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        Permissions.Demand(caller, AccessAction.CreateRegion, new Target(Region: null));
        var code = Fields.Code("code", body.Code);
        var zone = Fields.Required("timeZone", body.TimeZone);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            throw EdgeRefusal.Malformed("timeZone", zone);
        }

        var command = new CreateRegion(
            code, Fields.Required("name", body.Name), Fields.Currency(body.Currency, body.Scale), zone,
            Words.Parse<CapPolicy>("capPolicy", body.CapPolicy ?? Defaults.CapPolicy))
        { Id = id, Actor = caller.Actor };
        return await desk.ExecuteAsync(caller, command, new() { ["region"] = code, ["ledger"] = code });
    }

    private async Task<IResult> JoinAsync(HttpContext http, string region)
    {
        var body = await BodyReader.ReadAsync<JoinRegionBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        Permissions.Demand(caller, AccessAction.CreateRegion, new Target(Region: null));
        var place = await places.RegionAsync(region, http.RequestAborted);
        var parent = await places.RegionAsync(Fields.Code("parent", body.Parent), http.RequestAborted);
        var command = new JoinRegion(place.Id, parent.Id) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        return await desk.ExecuteAsync(caller, command, new() { ["region"] = place.Code, ["account"] = place.Code });
    }

    private async Task<IResult> AddCommunityAsync(HttpContext http, string region)
    {
        var body = await BodyReader.ReadAsync<CreateCommunityBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.RegionAsync(region, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageRegion, Target.Of(place));
        var code = Fields.Code("code", body.Code);
        var command = new CreateCommunity(place.Id, code, Fields.Required("name", body.Name))
        {
            Id = id,
            Actor = caller.Actor,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["community"] = code });
    }

    private async Task<IResult> SetCalendarAsync(HttpContext http, string region)
    {
        var body = await BodyReader.ReadAsync<SetCalendarBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.RegionAsync(region, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageRegion, Target.Of(place));
        var command = new SetCalendar(
            place.Id, Fields.Required("cycle", body.Cycle), Fields.Time("closesAt", body.ClosesAt),
            [.. body.Weekend ?? []], [.. body.Holidays ?? []])
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["region"] = place.Code });
    }
}
