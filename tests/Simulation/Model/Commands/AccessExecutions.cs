using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Tokens: grains do not read them, but their commands pass through the same store.</summary>
internal static class AccessExecutions
{
    public static CommandOutcome Run(IssueToken command, CommandContext context)
    {
        var tables = context.Tables;
        if (command.Region is { } region && tables.Region(region) is null)
        {
            return Outcome.ParentUnknown("region", region);
        }

        if (command.Community is { } community
            && (tables.Community(community) is not { } found || (command.Region ?? found.Region) != found.Region))
        {
            return Outcome.ParentUnknown("community", community);
        }

        if (command.Member is { } member && tables.Member(member)?.Community != command.Community)
        {
            return Outcome.ParentUnknown("member", member);
        }

        if (command.ExpiresAt <= context.At)
        {
            return Outcome.Refused(
                RefusalReason.EffectiveInPast,
                new("field", "expiresAt"), new("value", $"{command.ExpiresAt:O}"), new("earliest", $"{context.At:O}"));
        }

        var hash = Convert.ToHexString(command.Hash.AsSpan());
        if (!tables.TokenHashes.Add(hash))
        {
            return Outcome.CodeTaken("hash", "");
        }

        tables.Tokens.Add(command.Id, new TokenRow(command.Id, hash, command.ExpiresAt));
        return Outcome.Done(("token", command.Id));
    }

    public static CommandOutcome Run(RevokeToken command, CommandContext context)
    {
        var tables = context.Tables;
        if (!tables.Tokens.TryGetValue(command.Token, out var token))
        {
            return Outcome.ParentUnknown("token", command.Token);
        }

        tables.Tokens[command.Token] = token with { RevokedAt = token.RevokedAt ?? context.At };
        return Outcome.Done(("token", command.Token));
    }
}
