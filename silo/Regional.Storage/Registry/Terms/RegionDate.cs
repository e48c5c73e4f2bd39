using Regional.Domain.Ledger;

namespace Regional.Storage.Registry.Terms;

/// <summary>Today in a ledger's region, by the database's clock.</summary>
internal static class RegionDate
{
    /// <summary>Null: there is no such ledger.</summary>
    public static Task<DateOnly?> FindAsync(CommandScope scope, LedgerId ledger) => scope.FindValueAsync<DateOnly>(
        """
        select ($2::timestamptz at time zone r.time_zone)::date
        from ledgers l join regions r on r.id = l.region_id where l.id = $1
        """,
        ledger, scope.At);
}
