namespace Regional.Chaos.Checking;

/// <summary>A row of <c>periods</c>. Status: 1 open, 2 totalling, 3 totalled, 4 signed off, 5 published.</summary>
public sealed record PeriodRow(
    long Id, int Ledger, int No, DateOnly First, DateOnly Last, int Status, bool HasReport);

/// <summary>A row of <c>period_totals</c>.</summary>
public sealed record TotalRow(long Period, long Account, long Opening, long Debits, long Credits);

/// <summary>A row of <c>period_steps</c>.</summary>
public sealed record StepRow(long Period, string Step, bool IsDone);

/// <summary>A row of <c>pool_point_lines</c>: one account at one month end.</summary>
public sealed record PointLineRow(long Period, long Account, long Balance, long Opening, long Total);

/// <summary>A row of <c>pool_points</c>.</summary>
public sealed record PointsRow(long Account, int Ledger, long Points);
