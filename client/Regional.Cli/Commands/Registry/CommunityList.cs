using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class CommunityList
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Region();
        var limit = Given.Limit();
        return verbs.Read("list", "List a region's communities.", [region, limit], call => call.Answers.TellAsync(
            call.Client.ListCommunitiesAsync(call.Get(region), call.Cancel), WireJson.Default.CommunityView,
            call.Get(limit), call.Cancel,
            new("code", static community => community.Code),
            new("name", static community => community.Name),
            new("status", static community => community.Status),
            new("trades in", static community => community.TradingLedger)));
    }
}
