using Regional.Contracts.Journal;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;

namespace Regional.Storage.Registry.MutualCredit;

/// <summary>
/// Under the exclusive lock of the ledger's books: every commit before has ended, every one after sees the new version of
/// the terms and is planned anew.
/// </summary>
internal static class SwitchCreditExecution
{
    public static async Task<CommandOutcome> RunAsync(SwitchCredit command, CommandScope scope)
    {
        var scheme = await scope.FindRowAsync(
            "select scheme from ledgers where id = $1 and community_id is not null",
            static row => row.GetString(0), command.Ledger);
        if (scheme is null)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (scheme != MutualCreditScheme.SchemeName)
        {
            return Outcome.Refused(RefusalReason.NotMutualCredit, new RefusalFact("scheme", scheme));
        }

        await scope.ExecuteAsync(
            """
            insert into credit_switches (ledger_id, is_on, at, actor, reason, operation) values ($1, $2, $3, $4, $5, $6)
            """,
            command.Ledger, command.IsOn, scope.At, scope.Actor, scope.Reason, scope.Id);
        var version = await TermsVersions.RaiseAsync(scope, command.Ledger);
        return Outcome.Done(("credit", command.IsOn ? "on" : "off"), ("version", version));
    }
}
