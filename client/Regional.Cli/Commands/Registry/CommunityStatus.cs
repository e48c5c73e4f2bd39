using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

/// <summary><c>community suspend</c> and <c>community resume</c>.</summary>
internal static class CommunityStatus
{
    public static Command Suspend(Verbs verbs) =>
        Build(verbs, "suspend", "Suspend a community from trade.", "suspended");

    public static Command Resume(Verbs verbs) =>
        Build(verbs, "resume", "Let a suspended community trade again.", "open");

    private static Command Build(Verbs verbs, string name, string description, string status)
    {
        var code = Given.Code("code", "The community.");
        var reason = Given.Reason();
        return verbs.Change(name, description, [code, reason],
            async call => call.Tell(await call.Client.SetCommunityStatusAsync(
                call.Get(code),
                new SetCommunityStatusBody { Id = call.Id, Status = status, Reason = call.Get(reason) },
                call.Cancel)));
    }
}
