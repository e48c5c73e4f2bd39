namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>How a drawn agreement stands at a month end against its plan.</summary>
/// <param name="Number">Payments due by then.</param>
/// <param name="ExpectedMinor">Balance the plan has by then.</param>
/// <param name="ActualMinor">Balance at the month end.</param>
/// <param name="BehindMinor">What is missing, zero or more: overdue when more than zero.</param>
public readonly record struct PlanStanding(int Number, long ExpectedMinor, long ActualMinor, long BehindMinor)
{
    /// <summary>
    /// Compares one month end with the plan. After the plan's last payment it is behind by what is owed, or by the points
    /// that are still negative.
    /// </summary>
    /// <param name="plan">From the balance and points right after the last draw.</param>
    /// <param name="monthsSinceDraw">Month ends since the draw; the first, of the draw's own month, is 0.</param>
    /// <param name="atMonthEnd">The account's line.</param>
    public static PlanStanding Of(RepaymentPlan plan, int monthsSinceDraw, PointsLine atMonthEnd)
    {
        var due = plan.At(monthsSinceDraw);
        var isOver = monthsSinceDraw > plan.PaymentCount;
        var behind = isOver
            ? Int128.Max(-(Int128)atMonthEnd.BalanceMinor, -(Int128)atMonthEnd.TotalMinor)
            : (Int128)due.BalanceMinor - atMonthEnd.BalanceMinor;

        // Whoever has given everything back early owes no further month of saving.
        var isBack = atMonthEnd is { BalanceMinor: >= 0, TotalMinor: >= 0 };
        return new PlanStanding(
            int.Min(monthsSinceDraw, plan.PaymentCount),
            due.BalanceMinor,
            atMonthEnd.BalanceMinor,
            isBack ? 0 : (long)Int128.Clamp(behind, 0, long.MaxValue));
    }
}
