using Regional.Client.Model;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Schemes.Komoko;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Komoko;

/// <summary>A komoko's holders.</summary>
internal sealed class KomokoEndpoints(HostSettings settings, Places places, BusinessDates dates, CommandDesk desk)
    : IEndpointGroup
{
    private const int TurnoverMonthsDefault = 3;

    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}").WithTags("Komoko");
        group.Put("/holders/{member}", EnterHolderAsync).Commands<EnterHolderBody, CommandView>(
            "Enter a member as household or business",
            "From a date on: turnover periods, entitlement to longer ones, depreciation cost. The class never changes.");
    }

    private async Task<IResult> EnterHolderAsync(HttpContext http, string ledger, string member)
    {
        var body = await BodyReader.ReadAsync<EnterHolderBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        var holder = await places.MemberAsync(book.Community!.Value, member, http.RequestAborted);
        var profile = new HolderProfile(
            Words.Parse<HolderClass>("class", body.Class), Fields.Date("firstClearing", body.FirstClearing),
            body.TurnoverMonths ?? TurnoverMonthsDefault, body.IsLongEntitled);
        var command = new EnterHolder(
            book.Id, holder.Id, profile, Fields.Balance(body.Depreciation, book.Currency.Scale) ?? 0,
            body.ValidFrom ?? await dates.TodayAsync(book.Region, http.RequestAborted))
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["member"] = member }, "clears");
    }
}
