namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>
/// One account at a month end, the columns of 001's spreadsheet: what it holds or owes, and the points that it earns or
/// loses by it. Minor units of the pool's currency, signed; one point is one minor unit held for one month.
/// </summary>
/// <param name="BalanceMinor">Savings, or loan when negative, at the month's end: posted amounts up to its last day.</param>
/// <param name="OpeningPointsMinor">Points at the end of the month before.</param>
public readonly record struct PointsLine(long BalanceMinor, long OpeningPointsMinor)
{
    /// <summary>Points added by this month end: the balance itself, whichever sign it has.</summary>
    public long AddedMinor => BalanceMinor;

    /// <summary>Points from now on. Overflow throws: a pool's points stay far within a long.</summary>
    public long TotalMinor => OpeningPointsMinor + BalanceMinor;
}

/// <summary>Points "measure a member's dollar balance over time" (001): total = points before + balance.</summary>
public static class PointsRules
{
    /// <summary>The line of one account. Accounts of the ledger sum to zero in every column when all are given one.</summary>
    public static PointsLine MonthEnd(long openingPointsMinor, long balanceMinor) => new(balanceMinor, openingPointsMinor);
}
