namespace Regional.Storage.Schema;

/// <summary>
/// First keys of PostgreSQL's two-key advisory locks; the second is the thing's id. Taken before any row lock, in the
/// order of these numbers, then of ids (DESIGN section 2).
/// </summary>
public static class AdvisoryLocks
{
    /// <summary>Migrations; second key 0.</summary>
    public const int Migrations = 7001;

    /// <summary>
    /// A region's windows; second key the region's id. Postings with a leg in the region's ledger hold it shared until
    /// they commit (functions of migration 0010); whoever closes or cuts a window, or changes the calendar, holds it alone.
    /// </summary>
    public const int RegionWindows = 7002;

    /// <summary>One process only may host the local runtime on a database; second key 0.</summary>
    public const int LocalHost = 7003;

    /// <summary>
    /// How far a ledger's books are closed; second key the ledger's id. Every commit holds it shared for the ledgers it has
    /// lines in (functions of migration 0040), taken before <see cref="RegionWindows"/>; whoever closes a period or
    /// switches credit holds it alone, and takes no other.
    /// </summary>
    public const int Books = 7004;
}
