using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Coupons;

/// <summary><c>notice post</c>, <c>notice end</c>, <c>notice list</c>, <c>notice projects</c>.</summary>
internal static class NoticeVerbs
{
    public static Command Post(Verbs verbs)
    {
        var (member, text) = (Given.Needed("--member", "Whose."), Given.Code("text", "What it says."));
        var (kind, category) = (Given.Needed("--kind", "offer or request."), Given.Needed("--category", "Where it stands on the board."));
        var community = Given.Community();
        return verbs.Change("post", "Put an offer or a request on the noticeboard.", [text, kind, category, member, community],
            async call => call.Tell(await call.Client.PostNoticeAsync(
                call.Get(community),
                new NoticeBody
                {
                    Id = call.Id,
                    Member = call.Get(member),
                    Kind = call.Get(kind),
                    Category = call.Get(category),
                    Text = call.Get(text),
                },
                call.Cancel)));
    }

    public static Command End(Verbs verbs)
    {
        var (notice, community) = (Given.Id("notice", "The notice."), Given.Community());
        return verbs.Change("end", "Take a notice off the board.", [notice, community],
            async call => call.Tell(await call.Client.EndNoticeAsync(
                call.Get(community), call.Get(notice), new CommandBody { Id = call.Id }, call.Cancel)));
    }

    public static Command Projects(Verbs verbs)
    {
        var (community, limit) = (Given.Community(), Given.Limit());
        return verbs.Read("projects", "Show which community projects members chose on their forms.", [community, limit],
            call => call.Answers.TellAsync(
                call.Client.ListProjectsAsync(call.Get(community), call.Cancel), WireJson.Default.ProjectChoiceView,
                call.Get(limit), call.Cancel,
                [
                    new("project", static choice => choice.Project),
                    new("members", static choice => $"{choice.Members}", IsFigure: true),
                ]));
    }

    public static Command List(Verbs verbs)
    {
        var (community, limit) = (Given.Community(), Given.Limit());
        return verbs.Read("list", "Show the noticeboard.", [community, limit],
            call => call.Answers.TellAsync(
                call.Client.ListNoticesAsync(call.Get(community), call.Cancel), WireJson.Default.NoticeView,
                call.Get(limit), call.Cancel,
                [
                    new("kind", static notice => notice.Kind),
                    new("category", static notice => notice.Category),
                    new("text", static notice => notice.Text),
                    new("name", static notice => notice.Name),
                    new("address", static notice => notice.Address),
                ]));
    }
}
