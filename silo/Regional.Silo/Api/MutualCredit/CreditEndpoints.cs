using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.MutualCredit;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.MutualCredit;

/// <summary>The switch of a ledger's mutual credit.</summary>
internal sealed class CreditEndpoints(
    HostSettings settings, Places places, CommandDesk desk, ICreditQueries queries) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/credit").WithTags("Mutual credit");
        group.Put("/switch", SwitchAsync).Commands<SwitchCreditBody, CommandView>(
            "Switch mutual credit on or off",
            "At once. Off: nobody goes further below zero, negative balances may rise.");
        group.Get("/switch", ListAsync).Reads<Client.Model.Page<CreditSwitchView>>(
            "Switches of a ledger's mutual credit, newest first", "The first one is in force; none: credit is on.");
    }

    private async Task<IResult> SwitchAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<SwitchCreditBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        var command = new SwitchCredit(book.Id, body.IsOn) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        return await desk.ExecuteAsync(caller, command, new() { ["ledger"] = book.Code }, "credit", "version");
    }

    private async Task<IResult> ListAsync(HttpContext http, string ledger, string? after, string? limit)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadMemberSummary, Target.Of(book));
        return Pages.Answer(
            await queries.FindSwitchesAsync(book.Id, Pages.Asked(after, limit), http.RequestAborted), CreditViews.View);
    }
}
