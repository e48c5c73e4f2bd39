namespace Regional.Benchmarks.Report;

/// <summary>What a figure must be (gate: the exit code) and what is wanted of it (aim: said).</summary>
/// <param name="IsLeast">The figure must be at least this; otherwise at most.</param>
internal sealed record Bound(string Figure, bool IsLeast, double Gate, double? Aim)
{
    /// <summary>The table of issue "Ahead of the stored procedure"; memory differs by runtime.</summary>
    public static IReadOnlyList<Bound> For(string runtime) =>
    [
        new("uniform_ratio", IsLeast: true, 2, 4),
        new("hot_payee_ratio", IsLeast: true, 12, 25),
        new("hot_payer_ratio", IsLeast: true, 12, 25),
        new("trade_ratio", IsLeast: true, 1.5, 3),
        new("bare_share", IsLeast: true, 0.4, 0.6),
        new("p99_2000_over_fair_share", IsLeast: false, 2.5, 1.5),
        new("p99_open_loop_ms", IsLeast: false, 50, 15),
        new("growth_throughput_share", IsLeast: true, 0.6, 0.85),
        runtime == "Local"
            ? new("memory_per_account_kib", IsLeast: false, 2, 1)
            : new("memory_per_account_kib", IsLeast: false, 4, 3),
        // Independent of the number of accounts: the noise of a start is about a fifth of it.
        new("silo_start_growth", IsLeast: false, 1.5, 1.2),
        // Without it nothing was overloaded, and the other figures of it would say nothing.
        new("overload_shed_per_second", IsLeast: true, 1, Aim: null),
        new("overload_failed", IsLeast: false, 0, 0),
        new("overload_recovery_share", IsLeast: true, 0.8, 0.95),
        // A million accounts in about a minute.
        new("period_end_1e6_seconds", IsLeast: false, 180, 60),
        new("period_end_charged_1e6_seconds", IsLeast: false, 180, 60),
        new("invalid_runs", IsLeast: false, 0, 0),
    ];

    public bool Meets(double value, double bound) => IsLeast ? value >= bound : value <= bound;
}
