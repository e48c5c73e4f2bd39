using Regional.Contracts.Journal;
using Regional.Domain.Commands;

namespace Regional.Storage.Registry.Parties;

internal static class CreateCommunityExecution
{
    public static async Task<CommandOutcome> RunAsync(CreateCommunity command, CommandScope scope)
    {
        if (!await scope.GetValueAsync<bool>("select exists (select from regions where id = $1)", command.Region))
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        if (SystemAccounts.IsTakenInRegion(command.Code))
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        var community = await scope.FindValueAsync<int>(
            """
            insert into communities (region_id, code, name, operation) values ($1, $2, $3, $4)
            on conflict (code) do nothing returning id
            """,
            command.Region, command.Code, command.Name, scope.Id);
        return community is null ? Outcome.CodeTaken("code", command.Code) : Outcome.Done(("community", community));
    }
}
