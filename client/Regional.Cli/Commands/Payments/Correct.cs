using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Payments;

internal static class Correct
{
    public static Command Build(Verbs verbs)
    {
        var operation = Given.Id("operation", "The posted operation.");
        var reason = Given.Needed("--reason", "Why, for the record.");
        return verbs.Change("correct", "Post an operation the other way.", [operation, reason],
            async call => call.Tell(await call.Client.CorrectAsync(
                call.Get(operation), new CorrectBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }
}
