using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Access;

internal static class TokenIssue
{
    private static readonly string[] Roles =
        ["member", "teller", "administrator", "trustee", "advisoryBoard", "signatory", "coordinator", "operator", "bank"];

    public static Command Build(Verbs verbs)
    {
        var role = Given.Needed("--role", "What its bearer is.");
        role.AcceptOnlyFromAmong(Roles);
        var actor = Given.Needed("--actor", "Who acts with it, for the record: member:mendasar/m0001.");
        var region = Given.Text("--region", "Region it is good for.");
        var community = Given.Text("--community", "Community it is good for.");
        var member = Given.Text("--member", "Member it is good for, a code in the community.");
        var expires = new Option<DateTimeOffset?>("--expires") { Description = "From when on it is no longer good." };
        var note = Given.Text("--note", "For people.");
        var bootstrap = Given.Flag(
            "--bootstrap", "Write it into the database (--db) instead of asking a server: the first token.");
        return verbs.Change("issue", "Issue a token; its secret is drawn here and shown once.",
            [role, actor, region, community, member, expires, note, bootstrap],
            call => IssueAsync(
                call,
                new IssueTokenBody
                {
                    Id = call.Id,
                    Hash = "",
                    Actor = call.Get(actor),
                    Role = call.Get(role),
                    Region = call.Get(region),
                    Community = call.Get(community),
                    Member = call.Get(member),
                    ExpiresAt = call.Get(expires),
                    Note = call.Get(note),
                },
                call.Get(bootstrap)));
    }

    private static async Task<int> IssueAsync(Call call, IssueTokenBody body, bool isBootstrap)
    {
        var secret = TokenSecret.Draw();
        body = body with { Hash = Convert.ToHexString(secret.Digest) };
        var refusal = isBootstrap
            ? await Bootstrap.IssueAsync(call.Database, body, call.Cancel)
            : (await call.Client.IssueTokenAsync(body, call.Cancel)).Refusal;
        if (refusal is not null)
        {
            return call.Answers.Refused(refusal);
        }

        call.Answers.Show(
            new IssuedToken(body.Id!.Value, secret.Text, body.Actor, body.Role), CliJson.Default.IssuedToken,
            static (to, issued) =>
            {
                to.Print(("role", issued.Role), ("actor", issued.Actor), ("id", $"{issued.Id}"));
                to.Shell.Out.WriteLine(issued.Token);
                to.Shell.Error.WriteLine("Keep it now: it is shown once and stored nowhere.");
            });
        return ExitCode.Done;
    }
}
