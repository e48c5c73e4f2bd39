using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Access;

internal static class TokenList
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Text("--region", "Of this region; needed with a token that is bound to none.");
        var limit = Given.Limit();
        return verbs.Read(
            "list", "List tokens; secrets are kept nowhere.", [region, limit], call => call.Answers.TellAsync(
            call.Client.ListTokensAsync(call.Get(region), call.Cancel), WireJson.Default.TokenView, call.Get(limit),
            call.Cancel,
            new("token", static token => $"{token.Id}"),
            new("actor", static token => token.Actor),
            new("role", static token => token.Role),
            new("for", static token => token.Member ?? token.Community ?? token.Region),
            new("issued", static token => Figures.Time(token.IssuedAt)),
            new("by", static token => token.IssuedBy),
            new("expires", static token => Figures.Time(token.ExpiresAt)),
            new("revoked", static token => Figures.Time(token.RevokedAt)),
            new("note", static token => token.Note)));
    }
}
