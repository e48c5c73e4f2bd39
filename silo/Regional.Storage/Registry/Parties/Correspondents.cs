using Regional.Domain.Ledger;

namespace Regional.Storage.Registry.Parties;

/// <summary>How a ledger is hung below another.</summary>
internal static class Correspondents
{
    /// <summary>Links the lower ledger's region account with the account above that stands for it.</summary>
    public static Task LinkAsync(CommandScope scope, int lowerLedger, int upperLedger, long upperAccount) =>
        scope.ExecuteAsync(
            """
            insert into correspondents (lower_ledger_id, lower_account_id, upper_ledger_id, upper_account_id)
            select $1, id, $2, $3 from accounts where ledger_id = $1 and role = $4
            """,
            lowerLedger, upperLedger, upperAccount, AccountRole.Region);

    /// <summary>One unit on both sides: every rate is one to one from the beginning of time.</summary>
    public static Task SetParAsync(CommandScope scope, int lowerLedger) => scope.ExecuteAsync(
        """
        insert into rates (ledger_id, kind, side, valid_from, numerator, denominator, actor, reason, operation)
        select $1, kind, side, '0001-01-01', 1, 1, $2, 'same unit as the ledger above', $3
        from generate_series(1, 2) kind, generate_series(1, 2) side
        """,
        lowerLedger, scope.Actor, scope.Id);
}
