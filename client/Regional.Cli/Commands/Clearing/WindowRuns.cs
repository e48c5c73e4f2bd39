using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Clearing;

/// <summary><c>window close</c>, <c>cut</c>, <c>final</c> and <c>confirm</c>.</summary>
internal static class WindowRuns
{
    public static Command Close(Verbs verbs)
    {
        var region = Given.Region();
        return verbs.Change("close", "Close every window whose time has passed, and settle.", [region],
            async call => call.Tell(await call.Client.CloseWindowsAsync(
                call.Get(region), new CommandBody { Id = call.Id }, call.Cancel)));
    }

    public static Command Cut(Verbs verbs)
    {
        var region = Given.Region();
        var reason = Given.Needed("--reason", "Why, for the record.");
        return verbs.Change("cut", "End the open window now, and settle it.", [region, reason],
            async call => call.Tell(await call.Client.CutWindowAsync(
                call.Get(region), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }

    public static Command Final(Verbs verbs)
    {
        var (no, region) = (No(), Given.Region());
        return verbs.Change("final", "Make a window's report final.", [no, region],
            async call => call.Tell(await call.Client.FinaliseReportAsync(
                call.Get(region), call.Get(no), new CommandBody { Id = call.Id }, call.Cancel)));
    }

    public static Command Confirm(Verbs verbs)
    {
        var instruction = Given.Id("instruction", "The settlement payment, from window settlements.");
        var region = Given.Region();
        return verbs.Change(
            "confirm", "Confirm that a settlement payment has come in, or gone out.", [instruction, region],
            async call => call.Tell(await call.Client.ConfirmSettlementAsync(
                call.Get(region), call.Get(instruction), new CommandBody { Id = call.Id }, call.Cancel)));
    }

    public static Argument<int> No() => new("no") { Description = "The window's number." };
}
