using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Reading;

internal static class Positions
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Region();
        return verbs.Read("positions", "Show where every community stands at the region.", [region],
            async call => call.Answers.Tell(
                await call.Client.FindPositionsAsync(call.Get(region), call.Cancel), WireJson.Default.PositionsView,
                static (to, view) =>
                {
                    to.Print(("region", view.Region), ("at", Figures.Time(view.At)), ("open window", view.Window?.ToString()));
                    to.Print(view.Positions, PositionColumns.All);
                }));
    }
}
