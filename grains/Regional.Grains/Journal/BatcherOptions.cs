namespace Regional.Grains.Journal;

/// <summary>Bounds of the group commit.</summary>
public sealed class BatcherOptions
{
    /// <summary>
    /// Most postings of one group commit (default 1,024): beyond it a commit's time grows with its size, and everybody
    /// in it waits.
    /// </summary>
    public int BatchCountMax { get; set; } = 1_024;

    /// <summary>
    /// Most postings that wait (default 8,192): some seconds of work at the slowest disk; beyond it callers are told
    /// to come back rather than kept waiting.
    /// </summary>
    public int QueueCountMax { get; set; } = 8_192;

    /// <summary>
    /// Most group commits under way at once (default 2): a third made no difference that could be measured, and would wait
    /// at the rows of hot accounts with postings that had better gone with a later batch.
    /// </summary>
    public int CommitCountMax { get; set; } = 2;

    /// <summary>
    /// Fewest postings waiting for which a commit begins beside another, or follows one that has ended beside another
    /// (default 32); or half of the last batch, if that is more.
    /// </summary>
    public int CommitBesideCountMin { get; set; } = 32;

    /// <summary>
    /// How often a posting may be passed over because a commit under way has one of its accounts (default 3); then it goes
    /// and waits there, so that nobody waits for ever.
    /// </summary>
    public int PassedOverCountMax { get; set; } = 3;

    /// <summary>First wait before a batch of unknown outcome is sent again (default 50 ms); doubled each time.</summary>
    public TimeSpan ResendDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest such wait (default 2 s), so that recovery is seen soon after the database is back.</summary>
    public TimeSpan ResendDelayMax { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a posting may be put off because only its own batch would give it room (default 3).</summary>
    public int DeferralCountMax { get; set; } = 3;

    /// <summary>Where the batcher's work runs; the simulation puts its own scheduler here.</summary>
    public TaskScheduler Scheduler { get; set; } = TaskScheduler.Default;

    /// <summary>
    /// Whether callers go on by themselves when their outcome is known (default), or from within the batcher's work, as
    /// the single-threaded simulation needs.
    /// </summary>
    public bool ContinuesAsynchronously { get; set; } = true;
}
