using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class CommunityCreate
{
    public static Command Build(Verbs verbs)
    {
        var code = Given.Code("code", "Code of the community.");
        var region = Given.Region();
        var name = Given.Needed("--name", "For people.");
        return verbs.Change("create", "Create a community in a region.", [code, region, name],
            async call => call.Tell(await call.Client.CreateCommunityAsync(
                call.Get(region),
                new CreateCommunityBody { Id = call.Id, Code = call.Get(code), Name = call.Get(name) },
                call.Cancel)));
    }
}
