using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Clearing;

internal static class WindowList
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Region();
        var limit = Given.Limit();
        return verbs.Read(
            "list", "List a region's settlement windows.", [region, limit], call => call.Answers.TellAsync(
            call.Client.ListWindowsAsync(call.Get(region), call.Cancel), WireJson.Default.WindowView,
            call.Get(limit), call.Cancel,
            new("no", static window => $"{window.No}", IsFigure: true),
            new("status", static window => window.Status),
            new("opens", static window => Figures.Time(window.Opens)),
            new("closes", static window => Figures.Time(window.Closes)),
            new("date", static window => Figures.Date(window.BusinessDate)),
            new("report", static window => window.ReportStatus),
            new("settled", static window => Figures.Time(window.SettledAt))));
    }
}
