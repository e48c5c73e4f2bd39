using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Api.Periods;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Registry;

/// <summary>Rates and dated terms of a ledger.</summary>
internal sealed class TermsEndpoints(
    HostSettings settings, Places places, PeriodNumbers periods, CommandDesk desk) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}").WithTags("Registry");
        group.Post("/rates", SetRateAsync).Commands<SetRateBody, CommandView>(
            "Set a rate between a ledger and its region's", "From a date on, today or later; the coordinator's to set.");
        group.Post("/terms", SetTermsAsync).Commands<SetTermsBody, CommandView>(
            "Set parameters of a ledger's scheme",
            "From a date on, today or later, or from a period's first date on. On a region's ledger: capPolicy and carry.{account}, the coordinator's to set.");
    }

    private async Task<IResult> SetRateAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<SetRateBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.SetRates, Target.Of(book));
        var command = new SetRate(
            book.Id, Words.Parse<TransferKind>("kind", body.Kind), body.Purpose, Words.Parse<RateSide>("side", body.Side),
            Fields.Rate(body.Rate), Fields.Date("validFrom", body.ValidFrom))
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["ledger"] = book.Code });
    }

    private async Task<IResult> SetTermsAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<SetTermsBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        var action = book.Community is null ? AccessAction.ManageRegion : AccessAction.ManageCommunity;
        Permissions.Demand(caller, action, Target.Of(book));
        var parameters = body.Parameters ?? throw EdgeRefusal.Missing("parameters");
        var command = new SetTerms(
            book.Id, await ValidFromAsync(book, body),
            parameters.ToImmutableSortedDictionary(
                static pair => pair.Key,
                static pair => pair.Value ?? throw EdgeRefusal.Missing($"parameters.{pair.Key}"),
                StringComparer.Ordinal))
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["ledger"] = book.Code }, "version");
    }

    private async Task<DateOnly> ValidFromAsync(LedgerAddress book, SetTermsBody body) =>
        (body.FromPeriod, body.ValidFrom) switch
        {
            ({ } no, null) => await periods.FirstDateAsync(book, no, CancellationToken.None),
            ({ } no, not null) => throw EdgeRefusal.Malformed("fromPeriod", $"{no}: give a date or a period"),
            (null, _) => Fields.Date("validFrom", body.ValidFrom),
        };
}
