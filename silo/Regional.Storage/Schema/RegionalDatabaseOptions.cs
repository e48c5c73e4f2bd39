namespace Regional.Storage.Schema;

/// <summary>How the database is reached.</summary>
public sealed class RegionalDatabaseOptions
{
    /// <summary>An Npgsql connection string; what is said below is added to it.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Shown in pg_stat_activity and stored with every commit.</summary>
    public string ApplicationName { get; set; } = "regional";

    /// <summary>
    /// Most connections of this process. Group commit needs few: one commit under way per batcher and some readers; a
    /// PostgreSQL server serves 100 by default, shared by all silos.
    /// </summary>
    public int PoolSizeMax { get; set; } = 24;

    /// <summary>
    /// Longest run of a statement at the server. A batch takes milliseconds; a report seconds. Beyond this something is
    /// wrong, and whoever waits is better told.
    /// </summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest wait for a lock. A resubmitted batch waits for its first attempt, which the idle timeout below ends.
    /// </summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long an open transaction may wait for its client. Only the second path has such gaps, of microseconds; a silo
    /// that vanished within one holds hot rows until this ends it.
    /// </summary>
    public TimeSpan IdleInTransactionTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When the client gives up: later than the server, so that the server's word is heard when it can be.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>Longest wait for a connection, new or from the pool.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
