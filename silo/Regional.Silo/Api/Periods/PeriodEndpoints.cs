using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;

namespace Regional.Silo.Api.Periods;

/// <summary>Periods of a ledger's books: laid out, ended, signed off, published.</summary>
internal sealed class PeriodEndpoints(
    HostSettings settings, PeriodPlaces places, CommandDesk desk, ILedgerDirectory directory, IGrainFactory grains)
    : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/periods").WithTags("Periods");
        group.Put("/calendar", SetCalendarAsync).Commands<SetPeriodCalendarBody, CommandView>(
            "Set the calendar of a ledger's periods",
            "The first one opens the first period; later ones move the end of the open period and of those after it.");
        group.Post("/{no:int}/end", EndAsync).Commands<CommandBody, PeriodView>(
            "End a period: it takes no more lines, every account is totalled, the scheme's steps run",
            "Answered when it is totalled, or after some twenty seconds as totalling: it goes on then. Done twice: as it was.");
        group.Post("/{no:int}/sign-off", SignOffAsync).Commands<CommandBody, PeriodView>(
            "Answer for a totalled period's figures", "In order; done twice: as it was the first time.");
        group.Post("/{no:int}/publish", PublishAsync).Commands<CommandBody, PeriodView>(
            "Show a signed-off period to the members", "In order; done twice: as it was the first time.");
    }

    private async Task<IResult> SetCalendarAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<SetPeriodCalendarBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, AccessAction.ManageCommunity);
        var command = new SetPeriodCalendar(
            book.Id, Fields.Required("cycle", body.Cycle),
            body.ClosesAt is null ? TimeOnly.MinValue : Fields.Time("closesAt", body.ClosesAt),
            [.. body.Weekend], [.. body.Holidays], body.FirstDate)
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["ledger"] = book.Code }, "no", "firstDate", "lastDate");
    }

    private async Task<IResult> EndAsync(HttpContext http, string ledger, int no)
    {
        var (caller, id, body, book) = await CommandAsync(http, ledger, AccessAction.ManageCommunity);
        if (desk.CheckBudget(caller) is { } spent)
        {
            return spent;
        }

        var isReplay = await directory.FindOperationAsync(id, CancellationToken.None) is not null;
        var reply = await grains.GetGrain<ICommunityGrain>($"{book.Community}")
            .EndPeriodAsync(id, book.Id, no, caller.Actor, body.Reason);
        return await AfterTheDeed.AnswerAsync(async () => reply.Refusal is { } refusal
            ? await desk.RefuseAsync(caller, refusal)
            : Answer.Done(await places.ViewAsync(http, book, no), isReplay));
    }

    private async Task<IResult> SignOffAsync(HttpContext http, string ledger, int no)
    {
        var (caller, id, body, book) = await CommandAsync(http, ledger, AccessAction.ReleasePeriod);
        return await AdvanceAsync(
            http, book, no, new SignOffPeriod(book.Id, no) { Id = id, Actor = caller.Actor, Reason = body.Reason });
    }

    private async Task<IResult> PublishAsync(HttpContext http, string ledger, int no)
    {
        var (caller, id, body, book) = await CommandAsync(http, ledger, AccessAction.ReleasePeriod);
        return await AdvanceAsync(
            http, book, no, new PublishPeriod(book.Id, no) { Id = id, Actor = caller.Actor, Reason = body.Reason });
    }

    private Task<IResult> AdvanceAsync(HttpContext http, LedgerAddress book, int no, Command command) =>
        desk.ExecuteThenAsync(
            Caller.Of(http), command, async isReplay => Answer.Done(await places.ViewAsync(http, book, no), isReplay));

    // A region's own ledger is cleared in windows; no community's grain would end its periods.
    private async Task<(Caller Caller, OperationId Id, CommandBody Body, LedgerAddress Book)> CommandAsync(
        HttpContext http, string ledger, AccessAction action)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var id = CommandIds.Read(http, body.Id);
        var book = await places.LedgerAsync(http, ledger, action);
        return book.Community is not null
            ? (Caller.Of(http), id, body, book)
            : throw EdgeRefusal.For(RefusalReason.PeriodsNotKept, new RefusalFact("ledger", book.Code));
    }
}
