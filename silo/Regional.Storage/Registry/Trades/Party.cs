using Regional.Domain.Ledger;

namespace Regional.Storage.Registry.Trades;

/// <summary>One side of a payment to come.</summary>
internal sealed record Party(
    int Ledger, string LedgerCode, int? UpperLedger, AccountRole Role, bool IsClosed)
{
    /// <summary>Whether both are in one ledger, or in two that hang below the same one.</summary>
    public bool Reaches(Party other) =>
        Ledger == other.Ledger || (UpperLedger is not null && UpperLedger == other.UpperLedger);

    /// <summary>Null: there is no such account.</summary>
    public static Task<Party?> FindAsync(CommandScope scope, AccountId account) => scope.FindRowAsync(
        """
        select l.id, l.code, c.upper_ledger_id, a.role, a.status = 4
        from accounts a join ledgers l on l.id = a.ledger_id left join correspondents c on c.lower_ledger_id = l.id
        where a.id = $1
        """,
        static row => new Party(
            row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), (AccountRole)row.GetInt16(3),
            row.GetBoolean(4)),
        account);
}
