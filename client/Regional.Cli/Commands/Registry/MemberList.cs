using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class MemberList
{
    public static Command Build(Verbs verbs)
    {
        var community = Given.Community();
        var limit = Given.Limit();
        return verbs.Read("list", "List a community's members.", [community, limit], call => call.Answers.TellAsync(
            call.Client.ListMembersAsync(call.Get(community), call.Cancel), WireJson.Default.MemberView,
            call.Get(limit), call.Cancel,
            new("code", static member => member.Code),
            new("name", static member => member.Name)));
    }
}
