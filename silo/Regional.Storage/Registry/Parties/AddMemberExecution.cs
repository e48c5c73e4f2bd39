using Regional.Contracts.Journal;
using Regional.Domain.Commands;

namespace Regional.Storage.Registry.Parties;

internal static class AddMemberExecution
{
    public static async Task<CommandOutcome> RunAsync(AddMember command, CommandScope scope)
    {
        if (!await scope.GetValueAsync<bool>("select exists (select from communities where id = $1)", command.Community))
        {
            return Outcome.ParentUnknown("community", command.Community);
        }

        var member = await scope.FindValueAsync<long>(
            """
            insert into members (community_id, code, name, operation) values ($1, $2, $3, $4)
            on conflict (community_id, code) do nothing returning id
            """,
            command.Community, command.Code, command.Name, scope.Id);
        return member is null ? Outcome.CodeTaken("code", command.Code) : Outcome.Done(("member", member));
    }
}
