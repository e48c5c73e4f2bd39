using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class RegionShow
{
    public static Command Build(Verbs verbs)
    {
        var code = Given.Code("code", "The region.");
        return verbs.Read("show", "Show one region.", [code], async call => call.Answers.Tell(
            await call.Client.FindRegionAsync(call.Get(code), call.Cancel), WireJson.Default.RegionView,
            static (to, region) => to.Print(
                ("code", region.Code),
                ("name", region.Name),
                ("ledger", region.Ledger),
                ("unit", region.Currency),
                ("decimal places", $"{region.Scale}"),
                ("time zone", region.TimeZone),
                ("beyond a cap", region.CapPolicy))));
    }
}
