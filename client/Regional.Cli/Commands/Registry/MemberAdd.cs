using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class MemberAdd
{
    public static Command Build(Verbs verbs)
    {
        var code = Given.Code("code", "Code of the member.");
        var community = Given.Community();
        var name = Given.Needed("--name", "For people.");
        return verbs.Change("add", "Add a member to a community.", [code, community, name],
            async call => call.Tell(await call.Client.AddMemberAsync(
                call.Get(community),
                new AddMemberBody { Id = call.Id, Code = call.Get(code), Name = call.Get(name) },
                call.Cancel)));
    }
}
