using Regional.Contracts.Journal;
using Regional.Domain.Commands;

namespace Regional.Storage.Registry.Access;

internal static class RevokeTokenExecution
{
    public static async Task<CommandOutcome> RunAsync(RevokeToken command, CommandScope scope) =>
        await scope.ExecuteAsync(
            "update tokens set revoked_at = coalesce(revoked_at, $2) where id = $1", command.Token, scope.At) == 0
            ? Outcome.ParentUnknown("token", command.Token)
            : Outcome.Done(("token", command.Token));
}
