using Regional.Contracts.Journal;
using Regional.Domain.Commands;

namespace Regional.Storage.Registry.Parties;

internal static class SetCommunityStatusExecution
{
    public static async Task<CommandOutcome> RunAsync(SetCommunityStatus command, CommandScope scope)
    {
        var changed = await scope.ExecuteAsync(
            "update communities set status = $2 where id = $1", command.Community, (short)(command.IsSuspended ? 2 : 1));
        if (changed == 0)
        {
            return Outcome.ParentUnknown("community", command.Community);
        }

        await TermsVersions.RaiseAsync(scope, command.Community);
        return Outcome.Done(("community", command.Community));
    }
}
