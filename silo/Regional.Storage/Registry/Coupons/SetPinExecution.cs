using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;

namespace Regional.Storage.Registry.Coupons;

internal static class SetPinExecution
{
    public static async Task<CommandOutcome> RunAsync(SetPin command, CommandScope scope)
    {
        var set = await scope.ExecuteAsync(
            """
            insert into coupon_pins (member_id, salt, hash, operation)
            select id, $2, $3, $4 from members where id = $1
            on conflict (member_id) do update
            set salt = excluded.salt, hash = excluded.hash, failures = 0, operation = excluded.operation
            """,
            command.Member, command.Salt, command.Hash, scope.Id);
        return set == 0 ? Outcome.ParentUnknown("member", command.Member) : Outcome.Done(("member", command.Member));
    }
}
