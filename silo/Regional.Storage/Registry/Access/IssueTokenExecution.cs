using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Access;

internal static class IssueTokenExecution
{
    public static async Task<CommandOutcome> RunAsync(IssueToken command, CommandScope scope)
    {
        if (await FindUnknownAsync(command, scope) is { } unknown)
        {
            return unknown;
        }

        if (command.ExpiresAt <= scope.At)
        {
            return Outcome.Refused(
                RefusalReason.EffectiveInPast,
                new("field", "expiresAt"), new("value", $"{command.ExpiresAt:O}"), new("earliest", $"{scope.At:O}"));
        }

        var issued = await scope.ExecuteAsync(
            """
            insert into tokens (id, hash, actor, role, region_id, community_id, member_id, issued_at, issued_by, expires_at, note)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (hash) do nothing
            """,
            command.Id, command.Hash, command.TokenActor, command.Role, command.Region, command.Community, command.Member,
            scope.At, scope.Actor, command.ExpiresAt, scope.Reason);
        return issued == 0 ? Outcome.CodeTaken("hash", "") : Outcome.Done(("token", command.Id));
    }

    private static async Task<CommandOutcome?> FindUnknownAsync(IssueToken command, CommandScope scope)
    {
        if (command.Region is { } region
            && !await scope.GetValueAsync<bool>("select exists (select from regions where id = $1)", region))
        {
            return Outcome.ParentUnknown("region", region);
        }

        if (command.Community is { } community
            && !await scope.GetValueAsync<bool>(
                "select exists (select from communities where id = $1 and region_id = coalesce($2::integer, region_id))",
                community, command.Region))
        {
            return Outcome.ParentUnknown("community", community);
        }

        return command.Member is { } member
            && !await scope.GetValueAsync<bool>(
                "select exists (select from members where id = $1 and community_id = $2)", member, command.Community)
            ? Outcome.ParentUnknown("member", member)
            : null;
    }
}
