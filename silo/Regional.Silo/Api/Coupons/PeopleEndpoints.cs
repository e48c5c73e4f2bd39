using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Reports.Coupons;

namespace Regional.Silo.Api.Coupons;

/// <summary>Account opening forms to fill in and to print, membership cards, and the noticeboard.</summary>
internal sealed class PeopleEndpoints(
    HostSettings settings, Places places, CommandDesk desk, IPeopleQueries queries) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var community = v1.MapGroup("/communities/{community}").WithTags("Coupons");
        community.Put("/members/{member}/form", RecordAsync).Commands<MemberFormBody, CommandView>(
            "Record what a member wrote on the account opening form", "Sent again, it replaces the earlier one.");
        community.Get("/members/{member}/form", FormAsync).ReadsText(
            "text/html", "A member's account opening form to print, with what is recorded", "?lang=en (default) or id.");
        community.Get("/members/{member}/card", CardAsync).ReadsText(
            "text/html", "A member's membership card to print", "?lang=en (default) or id.");
        community.Get("/members/{member}/survey", SurveyAsync).ReadsText(
            "text/html", "The survey that goes with an account opening form, to print and fill in", "?lang=en (default) or id.");
        community.Get("/projects", ProjectsAsync).Reads<Client.Model.Page<ProjectChoiceView>>(
            "Which community projects members chose on their forms, for the general meeting",
            "Most chosen first. ?format=html and lang=en or id: a sheet to decide on and sign.");
        community.Post("/notices", PostAsync).Commands<NoticeBody, CommandView>("Put an offer or a request on the noticeboard");
        community.Post("/notices/{notice}/end", EndAsync).Commands<CommandBody, CommandView>("Take a notice off the board");
        community.Get("/notices", BoardAsync).Reads<Client.Model.Page<NoticeView>>(
            "The noticeboard", "?format=html and lang=en or id: a page in 002's categories to pin up.");
    }

    private async Task<IResult> RecordAsync(HttpContext http, string community, string member)
    {
        var body = await BodyReader.ReadAsync<MemberFormBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(place));
        var whose = await places.MemberAsync(place.Id, member, http.RequestAborted);
        var command = new RecordForm(
            whose.Id, body.Business, body.Address, body.Age,
            [.. (body.Signors ?? []).Select(static signor => new Signor(Fields.Required("signors", signor?.Name), signor!.Age))],
            [.. body.Projects ?? []], Fields.Date("agreedOn", body.AgreedOn))
        {
            Id = id,
            Actor = caller.Actor,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["member"] = member });
    }

    private async Task<IResult> FormAsync(HttpContext http, string community, string member)
    {
        var (place, whose, texts) = await ReadAsync(http, community, member);
        var notices = await queries.FindNoticesAsync(place.Id, http.RequestAborted);
        return PeoplePages.Form(
            place.Code, whose.Code, await FindFormAsync(whose, http.RequestAborted),
            [.. notices.Where(notice => notice.Member == whose.Code)], texts);
    }

    private async Task<IResult> CardAsync(HttpContext http, string community, string member)
    {
        var (place, whose, texts) = await ReadAsync(http, community, member);
        return PeoplePages.Card(
            place.Code, whose.Code, await FindFormAsync(whose, http.RequestAborted), texts);
    }

    private async Task<IResult> SurveyAsync(HttpContext http, string community, string member)
    {
        var (place, whose, texts) = await ReadAsync(http, community, member);
        return PeoplePages.Survey(place.Code, whose.Code, await FindFormAsync(whose, http.RequestAborted), texts);
    }

    private async Task<IResult> ProjectsAsync(HttpContext http, string community, string? format)
    {
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadMemberSummary, Target.Of(place));
        var choices = await queries.FindProjectsAsync(place.Id, http.RequestAborted);
        return format switch
        {
            "html" => CouponPage.Html(place.Code, TextsOf(http), mark: null, ProjectSheet.Of(choices, TextsOf(http))),
            null or "" or "json" => Answer.Ok(new Client.Model.Page<ProjectChoiceView>(
                [.. choices.Select(static choice => new ProjectChoiceView(choice.Project, choice.Members))], Next: null)),
            _ => throw EdgeRefusal.Malformed("format", $"{format}: json or html"),
        };
    }

    private async Task<IResult> PostAsync(HttpContext http, string community)
    {
        var body = await BodyReader.ReadAsync<NoticeBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.CommunityAsync(community, http.RequestAborted);
        var whose = await MemberAsync(caller, place, Fields.Required("member", body.Member), http.RequestAborted);
        var command = new PostNotice(
            whose.Id, Words.Parse<NoticeKind>("kind", body.Kind), Words.Parse<NoticeCategory>("category", body.Category),
            Fields.Required("text", body.Text))
        {
            Id = id,
            Actor = caller.Actor,
        };
        return await desk.ExecuteAsync(caller, command, [], "notice");
    }

    private async Task<IResult> EndAsync(HttpContext http, string community, string notice)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await places.CommunityAsync(community, http.RequestAborted);
        var which = new OperationId(Fields.Uuid("notice", notice));
        var board = await queries.FindNoticesAsync(place.Id, http.RequestAborted);
        var found = board.FirstOrDefault(one => one.Id == which) ?? throw EdgeRefusal.NotFound("notice", notice);
        await MemberAsync(caller, place, found.Member, http.RequestAborted);
        var command = new EndNotice(which) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        return await desk.ExecuteAsync(caller, command, [], "notice");
    }

    private async Task<IResult> BoardAsync(HttpContext http, string community, string? format)
    {
        var caller = Caller.Of(http);
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ReadRegistry, Target.Of(place));
        var notices = await queries.FindNoticesAsync(place.Id, http.RequestAborted);
        return format switch
        {
            "html" => PeoplePages.Board(place.Code, notices, TextsOf(http)),
            null or "" or "json" => Answer.Ok(new Client.Model.Page<NoticeView>([.. notices.Select(View)], Next: null)),
            _ => throw EdgeRefusal.Malformed("format", $"{format}: json or html"),
        };
    }

    private async Task<(CommunityAddress Place, MemberAddress Whose, CouponTexts Texts)> ReadAsync(
        HttpContext http, string community, string member)
    {
        var place = await places.CommunityAsync(community, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadCommunity, Target.Of(place));
        return (place, await places.MemberAsync(place.Id, member, http.RequestAborted), TextsOf(http));
    }

    private async Task<FormDetail> FindFormAsync(MemberAddress whose, CancellationToken cancellationToken) =>
        await queries.FindFormAsync(whose.Id, cancellationToken) ?? throw EdgeRefusal.NotFound("member", whose.Code);

    private async Task<MemberAddress> MemberAsync(
        Caller caller, CommunityAddress place, string member, CancellationToken cancellationToken)
    {
        var whose = await places.MemberAsync(place.Id, member, cancellationToken);
        Permissions.Demand(
            caller, AccessAction.PostNotice, new Target(place.Region, place.Id, whose.Id));
        return whose;
    }

    private static CouponTexts TextsOf(HttpContext http)
    {
        var language = http.Request.Query["lang"].ToString();
        return CouponTexts.Find(language.Length == 0 ? "en" : language)
            ?? throw EdgeRefusal.Malformed("lang", $"{language}: en or id");
    }

    private static NoticeView View(NoticeDetail notice) => new()
    {
        Id = notice.Id.Value,
        Kind = Words.Of(notice.Kind),
        Category = Words.Of(notice.Category),
        Text = notice.Text,
        Member = notice.Member,
        Name = notice.Name,
        Address = notice.Address,
        PostedAt = notice.PostedAt,
    };
}
