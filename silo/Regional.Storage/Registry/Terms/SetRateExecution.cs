using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Terms;

internal static class SetRateExecution
{
    public static async Task<CommandOutcome> RunAsync(SetRate command, CommandScope scope)
    {
        if (await RegionDate.FindAsync(scope, command.Ledger) is not { } today
            || !await scope.GetValueAsync<bool>(
                """
                select exists (select from correspondents where lower_ledger_id = $1)
                  or exists (select from ledgers where id = $1 and community_id is null)
                """,
                command.Ledger))
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (command.ValidFrom < today)
        {
            return Outcome.Refused(
                RefusalReason.EffectiveInPast,
                new("field", "validFrom"), new("value", $"{command.ValidFrom:O}"), new("earliest", $"{today:O}"));
        }

        var rate = await scope.GetValueAsync<long>(
            """
            insert into rates (ledger_id, kind, purpose, side, valid_from, numerator, denominator, actor, reason, operation)
            values ($1, $2, coalesce($3, ''), $4, $5, $6, $7, $8, $9, $10) returning id
            """,
            command.Ledger, command.TransferKind, command.Purpose, command.Side, command.ValidFrom,
            command.Rate.Numerator, command.Rate.Denominator, scope.Actor, scope.Reason, scope.Id);
        await TermsVersions.RaiseAsync(scope, command.Ledger);
        return Outcome.Done(("rate", rate));
    }
}
