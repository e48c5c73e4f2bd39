using Regional.Client.Model;
using Regional.Domain.Commands;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Registry;

/// <summary>Communities: their status, ledgers and members.</summary>
internal sealed class CommunityEndpoints(HostSettings settings, Places places, CommandDesk desk) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/communities/{community}").WithTags("Registry");
        group.Put("/status", SetStatusAsync)
            .Commands<SetCommunityStatusBody, CommandView>("Suspend a community's trade, or open it again");
        group.Post("/ledgers", CreateLedgerAsync).Commands<CreateLedgerBody, CommandView>(
            "Begin a ledger of a community", "A trading ledger also gets its account in the region's ledger.");
        group.Post("/members", AddMemberAsync).Commands<AddMemberBody, CommandView>("Add a member to a community");
    }

    private async Task<IResult> SetStatusAsync(HttpContext http, string community)
    {
        var body = await BodyReader.ReadAsync<SetCommunityStatusBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageRegion, Target.Of(place));
        var command = new SetCommunityStatus(place.Id, body.Status switch
        {
            "open" => false,
            "suspended" => true,
            var other => throw EdgeRefusal.Malformed("status", other ?? ""),
        })
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["community"] = place.Code, ["status"] = body.Status });
    }

    private async Task<IResult> CreateLedgerAsync(HttpContext http, string community)
    {
        var body = await BodyReader.ReadAsync<CreateLedgerBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.CreateLedger, Target.Of(place));
        var code = Fields.Code("code", body.Code);
        var command = new CreateLedger(
            place.Id, code, Fields.Currency(body.Currency, body.Scale), body.Scheme ?? Defaults.Scheme,
            body.IsTrading)
        {
            Id = id,
            Actor = caller.Actor,
            CurrencyName = body.CurrencyName,
            CurrencySymbol = body.CurrencySymbol,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["ledger"] = code });
    }

    private async Task<IResult> AddMemberAsync(HttpContext http, string community)
    {
        var body = await BodyReader.ReadAsync<AddMemberBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(place));
        var code = Fields.Code("code", body.Code);
        var command = new AddMember(place.Id, code, Fields.Required("name", body.Name))
        {
            Id = id,
            Actor = caller.Actor,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["community"] = place.Code, ["member"] = code });
    }
}
