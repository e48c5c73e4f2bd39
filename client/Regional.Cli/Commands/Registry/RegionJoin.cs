using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class RegionJoin
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Code("region", "Code of the region that joins.");
        var parent = Given.Needed("--parent", "Code of the region it becomes a member of.");
        return verbs.Change("join", "Make a region a member of another.", [region, parent],
            async call => call.Tell(await call.Client.JoinRegionAsync(
                call.Get(region),
                new JoinRegionBody { Id = call.Id, Parent = call.Get(parent) },
                call.Cancel)));
    }
}
