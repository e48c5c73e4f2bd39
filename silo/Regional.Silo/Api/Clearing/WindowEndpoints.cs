using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Api.Payments;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;
using Regional.Silo.Reports;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Clearing;

/// <summary>Windows: read, closed, cut, made final; their reports and settlement payments.</summary>
internal sealed class WindowEndpoints(
    HostSettings settings, Places places, CommandDesk desk, PaymentDesk payments, IClearingQueries queries,
    WindowNumbers numbers, FactTranslator facts, TimeProvider clock) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/regions/{region}").WithTags("Clearing");
        group.Get("/windows", ListAsync).Reads<Client.Model.Page<WindowView>>("Windows that have begun, newest first");
        group.Get("/windows/{no:int}", FindAsync).Reads<WindowView>("One window");
        group.Get("/windows/{no:int}/report", ReportAsync).Reads<WindowReport>(
            "A window's report, recomputed from the journal",
            "format=json (default), csv, or html for printing. Preliminary until it is made final.");
        group.Get("/windows/{no:int}/settlements", SettlementsAsync)
            .Reads<Client.Model.Page<InstructionView>>("A window's settlement payments, by account");
        group.Post("/windows/close", CloseAsync).Commands<CommandBody, ClearingView>(
            "Close every window that is due and go on as far as it goes",
            "Also resumes a run that was interrupted. What is done is not done again.");
        group.Post("/windows/cut", CutAsync).Commands<CommandBody, ClearingView>(
            "End the open window now, then close it", "Give a reason; it is recorded.");
        group.Post("/windows/{no:int}/final", FinaliseAsync).Commands<CommandBody, ClearingView>(
            "Make a closed window's report final");
        group.Post("/settlements/{instruction}/confirm", ConfirmAsync).Commands<CommandBody, PostingView>(
            "Confirm that a settlement payment came in or went out",
            "Posts its pending transfers in both ledgers. Nothing is paid out that has not come in.");
    }

    private async Task<IResult> ListAsync(HttpContext http, string region, string? after, string? limit)
    {
        var place = await PlaceAsync(http, region, AccessAction.ReadWindows);
        return Pages.Answer(
            await queries.FindWindowsAsync(place.Id, Pages.Asked(after, limit), http.RequestAborted), ClearingViews.View);
    }

    private async Task<IResult> FindAsync(HttpContext http, string region, int no)
    {
        var place = await PlaceAsync(http, region, AccessAction.ReadWindows);
        return Answer.Ok(ClearingViews.View(await WindowAsync(place, no, http.RequestAborted)));
    }

    private async Task<IResult> ReportAsync(HttpContext http, string region, int no, string? format)
    {
        var place = await PlaceAsync(http, region, AccessAction.ReadReports);
        var report = await queries.FindReportAsync(place.Id, no, http.RequestAborted) ?? throw Unknown(no);
        return format switch
        {
            null or "" or "json" => Answer.Ok(ClearingViews.View(report)),
            "csv" => WindowReportCsv.Answer(report),
            "html" => WindowReportPage.Answer(
                report, await queries.FindFlowsAsync(place.Id, no, http.RequestAborted), place, clock.GetUtcNow()),
            _ => throw EdgeRefusal.Malformed("format", $"{format}: json, csv or html"),
        };
    }

    private async Task<IResult> SettlementsAsync(HttpContext http, string region, int no)
    {
        var place = await PlaceAsync(http, region, AccessAction.ReadReports);
        var report = await queries.FindReportAsync(place.Id, no, http.RequestAborted) ?? throw Unknown(no);
        return Answer.Ok(new Client.Model.Page<InstructionView>(
            [.. report.Instructions.Select(ClearingViews.View)], Next: null));
    }

    private async Task<IResult> CloseAsync(HttpContext http, string region)
    {
        var (caller, _, _, place) = await CommandAsync(http, region, AccessAction.RunWindows);
        return await AnswerAsync(caller, await payments.Region(place.Id).CloseDueAsync(caller.Actor));
    }

    private async Task<IResult> CutAsync(HttpContext http, string region)
    {
        var (caller, id, body, place) = await CommandAsync(http, region, AccessAction.RunWindows);
        return desk.CheckBudget(caller) ?? await AnswerAsync(
            caller,
            await payments.Region(place.Id).CutAndCloseAsync(id, caller.Actor, Fields.Required("reason", body.Reason)));
    }

    private async Task<IResult> FinaliseAsync(HttpContext http, string region, int no)
    {
        var (caller, id, _, place) = await CommandAsync(http, region, AccessAction.RunWindows);
        var window = await WindowAsync(place, no, http.RequestAborted);
        return desk.CheckBudget(caller) ?? await AnswerAsync(
            caller, await payments.Region(place.Id).FinaliseAsync(id, window.Window.Id, caller.Actor));
    }

    private async Task<IResult> ConfirmAsync(HttpContext http, string region, string instruction)
    {
        var (caller, id, _, place) = await CommandAsync(http, region, AccessAction.ConfirmSettlement);
        var named = new OperationId(Fields.Uuid("instruction", instruction));
        var found = await queries.FindInstructionAsync(named, http.RequestAborted);
        if (found is not null)
        {
            var window = await queries.FindWindowAsync(place.Id, found.WindowNo, http.RequestAborted);
            if (window?.Window.Id != found.Instruction.Window)
            {
                throw EdgeRefusal.NotFound("instruction", instruction);
            }
        }

        return desk.CheckBudget(caller)
            ?? await payments.AnswerAsync(caller, await payments.Region(place.Id).ConfirmAsync(id, named, caller.Actor));
    }

    private Task<IResult> AnswerAsync(Caller caller, ClearingReply reply) =>
        AfterTheDeed.AnswerAsync(() => AnswerOnceAsync(caller, reply));

    private async Task<IResult> AnswerOnceAsync(Caller caller, ClearingReply reply)
    {
        // A run that got nowhere is refused; one that got somewhere says how far, and why it stopped.
        if (reply is { Windows.IsEmpty: true, Refusal: { } refusal })
        {
            return await desk.RefuseAsync(caller, refusal);
        }

        var windows = new List<int>(reply.Windows.Length);
        foreach (var window in reply.Windows)
        {
            windows.Add(await numbers.FindAsync(window, CancellationToken.None) ?? 0);
        }

        var why = reply.Refusal is { } stopped
            ? ProblemOf.From(await facts.TranslateAsync(stopped, CancellationToken.None))
            : null;
        return Answer.Ok(new ClearingView(windows, why, IsReplay: false));
    }

    private async Task<(Caller Caller, OperationId Id, CommandBody Body, RegionAddress Place)> CommandAsync(
        HttpContext http, string region, AccessAction action)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var id = CommandIds.Read(http, body.Id);
        return (Caller.Of(http), id, body, await PlaceAsync(http, region, action));
    }

    private async Task<RegionAddress> PlaceAsync(HttpContext http, string region, AccessAction action)
    {
        var place = await places.RegionAsync(region, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), action, Target.Of(place));
        return place;
    }

    private async Task<WindowDetail> WindowAsync(RegionAddress place, int no, CancellationToken cancellationToken) =>
        await queries.FindWindowAsync(place.Id, no, cancellationToken) ?? throw Unknown(no);

    private static EdgeRefusal Unknown(int no) =>
        EdgeRefusal.NotFound("window", no.ToString(CultureInfo.InvariantCulture));
}
