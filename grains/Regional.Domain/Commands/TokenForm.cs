using Regional.Domain.Refusals;

namespace Regional.Domain.Commands;

/// <summary>A token names exactly what its role is about, and is given as a digest.</summary>
internal static class TokenForm
{
    private const int HashBytes = 32;

    public static Refusal? Check(IssueToken command)
    {
        if (command.Hash.IsDefault || command.Hash.Length != HashBytes)
        {
            return CommandForm.Malformed("hash", "not 32 bytes");
        }

        return CommandForm.Text("tokenActor", command.TokenActor, CommandForm.ActorLengthMax)
            ?? CommandForm.Known("role", command.Role)
            ?? CheckScope(command);
    }

    private static Refusal? CheckScope(IssueToken command)
    {
        var (region, community, member) = command.Role switch
        {
            AccessRole.Member => (false, true, true),
            AccessRole.Teller or AccessRole.Administrator or AccessRole.Trustee or AccessRole.AdvisoryBoard
                or AccessRole.Signatory => (false, true, false),
            // Without one for every region: the token an installation begins with creates the first region.
            AccessRole.Coordinator => (false, false, false),
            AccessRole.Operator or AccessRole.Bank => (true, false, false),
        };
        return Scope("region", command.Region is not null, region)
            ?? Scope("community", command.Community is not null, community)
            ?? Scope("member", command.Member is not null, member);
    }

    // The region of a community may be named, and then must be its own; anything else beyond the role's scope may not.
    private static Refusal? Scope(string field, bool isNamed, bool isNeeded) =>
        isNeeded && !isNamed
            ? CommandForm.Missing(field)
            : isNamed && !isNeeded && field != "region" ? CommandForm.Malformed(field, "not of this role") : null;
}
