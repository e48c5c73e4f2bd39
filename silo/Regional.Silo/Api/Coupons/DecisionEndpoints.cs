using Regional.Client.Model;
using Regional.Domain.Commands.Coupons;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Coupons;

/// <summary>What a credit union's general meeting decides (002, II.A.2 and II.B).</summary>
internal sealed class DecisionEndpoints(HostSettings settings, Places places, CommandDesk desk) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1) =>
        v1.Post("/ledgers/{ledger}/coupons/decisions", DecideAsync).WithTags("Coupons").Commands<DecisionBody, CommandView>(
            "Write down a decision of the general meeting",
            "What the Community Fund pays is paid by hand after it. The report decisions lists them.");

    private async Task<IResult> DecideAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<DecisionBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        var command = new RecordDecision(
            book.Id, Fields.Date("metOn", body.MetOn), Words.Parse<DecisionKind>("kind", body.Kind),
            Fields.Required("subject", body.Subject),
            body.Amount is null ? null : Fields.Amount("amount", body.Amount, book.Currency.Scale), body.For, body.Against)
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["ledger"] = book.Code }, "decision");
    }
}
