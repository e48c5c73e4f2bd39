using System.Collections.Immutable;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>What a plan starts from. Minor units of the pool's currency.</summary>
/// <param name="BalanceMinor">The member's balance right after the loan is drawn: negative.</param>
/// <param name="PointsMinor">Points then; what is above zero is reciprocity already earned and shortens the saving.</param>
/// <param name="RepaymentMinor">Paid each month while the balance is negative, more than zero.</param>
/// <param name="SavingMinor">Paid each month from then on until the points are back at zero; zero or more.</param>
public readonly record struct PlanStart(long BalanceMinor, long PointsMinor, long RepaymentMinor, long SavingMinor);

/// <summary>One month end of a plan.</summary>
/// <param name="Number">0: the statement before the first payment; then the number of the payment.</param>
/// <param name="PaymentMinor">Paid in during the month.</param>
/// <param name="BalanceMinor">Balance at the month's end.</param>
/// <param name="PointsMinor">Points after it.</param>
public readonly record struct PlanMonth(int Number, long PaymentMinor, long BalanceMinor, long PointsMinor);

/// <summary>
/// How a loan is given back twice over (001): repaid, and matched by savings "that will stay in the pool for the same
/// length of time". It ends with the first month end at which neither the balance nor the points are negative: then as much
/// has been lent to the pool, for as long, as was borrowed from it. The payment that ends the loan is paid whole; what it
/// has left over is the first saving.
/// </summary>
/// <param name="Months">Every month end, from the statement before the first payment.</param>
/// <param name="RepaymentCount">Payments until nothing is owed.</param>
/// <param name="LowestPointsMinor">Least points on the way; zero when they never fall below.</param>
public sealed record RepaymentPlan(ImmutableArray<PlanMonth> Months, int RepaymentCount, long LowestPointsMinor)
{
    /// <summary>Longest plan, fifty years: longer is a slip of the pen, or a saving that never catches up.</summary>
    public const int MonthCountMax = 600;

    /// <summary>All payments: repayments, then matching savings.</summary>
    public int PaymentCount => Months[^1].Number;

    /// <summary>What has been saved when it ends.</summary>
    public long SavingsMinor => Months[^1].BalanceMinor;

    /// <summary>
    /// Works a plan out. Refusal: <c>planTooLong</c>, when it does not end within <see cref="MonthCountMax"/> months.
    /// </summary>
    public static Ruling<RepaymentPlan> Make(PlanStart start)
    {
        var months = ImmutableArray.CreateBuilder<PlanMonth>();
        var (balance, points) = ((Int128)start.BalanceMinor, (Int128)start.PointsMinor + start.BalanceMinor);
        if (!IsLong(points))
        {
            return TooLong();
        }

        var lowest = Int128.Min(0, points);
        months.Add(new PlanMonth(0, PaymentMinor: 0, start.BalanceMinor, (long)points));
        var repayments = 0;
        while (balance < 0 || points < 0)
        {
            repayments += balance < 0 ? 1 : 0;
            var payment = balance < 0 ? start.RepaymentMinor : start.SavingMinor;
            balance += payment;
            points += balance;
            if (months.Count > MonthCountMax || !IsLong(balance) || !IsLong(points))
            {
                return TooLong();
            }

            lowest = Int128.Min(lowest, points);
            months.Add(new PlanMonth(months.Count, payment, (long)balance, (long)points));
        }

        return new RepaymentPlan(months.ToImmutable(), repayments, (long)lowest);
    }

    /// <summary>What the plan expects at the month end of that number; after its last, that nothing is negative.</summary>
    public PlanMonth At(int number) => number < Months.Length
        ? Months[int.Max(number, 0)]
        : new PlanMonth(number, PaymentMinor: 0, BalanceMinor: 0, PointsMinor: 0);

    private static bool IsLong(Int128 value) => value >= long.MinValue && value <= long.MaxValue;

    private static Refusal TooLong() =>
        Refusal.For(RefusalReason.PlanTooLong, new RefusalFact("limit", $"{MonthCountMax}"));
}
