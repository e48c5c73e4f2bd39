using Regional.Domain.Ledger;

namespace Regional.Storage.Registry.Trades;

/// <summary>One side of a payment to come.</summary>
internal sealed record Party(string LedgerCode, int[] Ledgers, AccountRole Role, bool IsClosed)
{
    /// <summary>Whether both are in one ledger, or in two that hang, however far down, below the same one.</summary>
    public bool Reaches(Party other) => Ledgers.Intersect(other.Ledgers).Any();

    /// <summary>Null: there is no such account.</summary>
    public static Task<Party?> FindAsync(CommandScope scope, AccountId account) => scope.FindRowAsync(
        """
        with recursive climb (ledger) as (
          select ledger_id from accounts where id = $1
          union
          select c.upper_ledger_id from climb join correspondents c on c.lower_ledger_id = climb.ledger)
        select l.code, array(select ledger from climb), a.role, a.status = 4
        from accounts a join ledgers l on l.id = a.ledger_id
        where a.id = $1
        """,
        static row => new Party(
            row.GetString(0), row.GetFieldValue<int[]>(1), (AccountRole)row.GetInt16(2), row.GetBoolean(3)),
        account);
}
