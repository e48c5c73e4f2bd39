using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Access;

internal static class TokenRevoke
{
    public static Command Build(Verbs verbs)
    {
        var token = Given.Id("token", "The token's id, from token list.");
        var reason = Given.Reason();
        return verbs.Change("revoke", "Revoke a token at once.", [token, reason],
            async call => call.Tell(await call.Client.RevokeTokenAsync(
                call.Get(token), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }
}
