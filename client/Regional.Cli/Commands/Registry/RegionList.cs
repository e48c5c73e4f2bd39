using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class RegionList
{
    public static Command Build(Verbs verbs)
    {
        var limit = Given.Limit();
        return verbs.Read("list", "List the regions.", [limit], call => call.Answers.TellAsync(
            call.Client.ListRegionsAsync(call.Cancel), WireJson.Default.RegionView, call.Get(limit), call.Cancel,
            new("code", static region => region.Code),
            new("name", static region => region.Name),
            new("unit", static region => region.Currency),
            new("scale", static region => $"{region.Scale}", IsFigure: true),
            new("time zone", static region => region.TimeZone),
            new("beyond a cap", static region => region.CapPolicy)));
    }
}
