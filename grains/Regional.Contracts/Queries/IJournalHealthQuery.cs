namespace Regional.Contracts.Queries;

/// <summary>The figures an operator is woken by, read from the journal's tables.</summary>
public interface IJournalHealthQuery
{
    /// <summary>Reads them all at once; null never comes back.</summary>
    Task<JournalHealth?> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>How the journal stands.</summary>
/// <param name="OldestPendingSeconds">Age of the oldest open pending transfer; 0: none.</param>
/// <param name="OldestDueWindowSeconds">For how long the oldest window that is not closed has been due; 0: none.</param>
/// <param name="UnsettledWindows">Closed windows that wait for settlement payments.</param>
/// <param name="QueuedTrades">Trades that wait at a cap.</param>
/// <param name="OpenArrears">Settlement payments that are late.</param>
/// <param name="UnbalancedLedgers">Ledgers whose counters do not sum to zero: always zero, or somebody is woken.</param>
public sealed record JournalHealth(
    long OldestPendingSeconds, long OldestDueWindowSeconds, long UnsettledWindows, long QueuedTrades, long OpenArrears,
    long UnbalancedLedgers);
