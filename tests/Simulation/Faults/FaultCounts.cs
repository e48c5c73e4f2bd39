namespace Regional.Simulation.Faults;

/// <summary>How often each kind of fault struck.</summary>
internal sealed class FaultCounts
{
    /// <summary>Every kind there is: one that never strikes is seen as a zero.</summary>
    public static readonly string[] Kinds =
    [
        "activation_doubled", "answer_lost", "call_lost", "clock_jump_database", "clock_jump_silo", "commit_answer_lost",
        "commit_hung", "commit_late", "commit_lost", "commit_slow", "commit_unreachable", "database_away", "etag_conflict",
        "message_delayed", "notice_lost", "read_failed", "read_slow", "reminder_doubled", "reminder_late", "reminder_lost",
        "reminder_table_failed", "silo_cut_off", "silo_killed",
    ];

    private readonly Dictionary<string, long> _counts = Kinds.ToDictionary(static kind => kind, static _ => 0L);

    public long this[string kind] => _counts[kind];

    public void Add(string kind, long count = 1) => _counts[kind] += count;
}
