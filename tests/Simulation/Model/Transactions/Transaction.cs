namespace Regional.Simulation.Model.Transactions;

/// <summary>One unit of work on the tables. Deciding changes nothing; only <see cref="Commit"/> does, all at once.</summary>
internal abstract class Transaction
{
    /// <summary>Rows and ids it holds from its begin to its end.</summary>
    public abstract List<LockKey> FindLocks();

    /// <summary>All locks are held: reads the clock and decides.</summary>
    public abstract void Begin(DateTimeOffset at);

    /// <summary>Takes effect.</summary>
    public abstract void Commit();

    /// <summary>Gave up waiting for a lock.</summary>
    public abstract Exception LockTimedOut();
}
