using FsCheck;
using FsCheck.Fluent;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Domain.Tests.Schemes.SavingsPool;

public sealed class RepaymentPlanTests
{
    /// <summary>Balance after the draw, points, repayment, saving; payments, of them repayments, lowest points, savings.</summary>
    public static TheoryData<string, PlanStart, int, int, long, long> Table => new()
    {
        { "the worked example", new(-2000, 0, 200, 200), 20, 10, -11_000, 2000 },
        { "in one payment", new(-2000, 0, 2000, 2000), 2, 1, -2000, 2000 },
        { "points earned before shorten the saving", new(-2000, 9000, 200, 200), 14, 10, -2000, 800 },
        { "points earned before that cover all of it", new(-2000, 11_000, 200, 200), 10, 10, 0, 0 },
        { "one point too few for that", new(-2000, 10_999, 200, 200), 11, 10, -1, 200 },
        { "points still negative from an earlier loan", new(-2000, -2000, 200, 200), 21, 10, -13_000, 2200 },
        { "saving slower than repaying", new(-2000, 0, 1000, 500), 5, 2, -3000, 1500 },
        { "the payment that ends the loan is paid whole", new(-2000, 0, 300, 300), 14, 7, -7700, 2200 },
        { "nothing borrowed, points negative", new(100, -1000, 50, 50), 4, 0, -900, 300 },
        { "nothing to do", new(0, 0, 50, 50), 0, 0, 0, 0 },
        { "no more saving where the last repayment leaves enough", new(-100, 0, 200, 0), 1, 1, -100, 100 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_plan_ends_when_balance_and_points_are_back(
        string name, PlanStart start, int payments, int repayments, long lowest, long savings)
    {
        Assert.True(RepaymentPlan.Make(start).TryGet(out var plan, out _), name);
        Assert.Equal(
            (payments, repayments, lowest, savings),
            (plan.PaymentCount, plan.RepaymentCount, plan.LowestPointsMinor, plan.SavingsMinor));
    }

    [Fact]
    public void The_worked_example_month_by_month()
    {
        Assert.True(RepaymentPlan.Make(new(-2000, 0, 200, 200)).TryGet(out var plan, out _));
        Assert.Equal(21, plan.Months.Length);
        Assert.Equal(new PlanMonth(0, 0, -2000, -2000), plan.Months[0]);
        Assert.Equal(new PlanMonth(1, 200, -1800, -3800), plan.Months[1]);
        Assert.Equal(new PlanMonth(9, 200, -200, -11_000), plan.Months[9]);
        Assert.Equal(new PlanMonth(10, 200, 0, -11_000), plan.Months[10]);
        Assert.Equal(new PlanMonth(11, 200, 200, -10_800), plan.Months[11]);
        Assert.Equal(new PlanMonth(19, 200, 1800, -2000), plan.Months[19]);
        Assert.Equal(new PlanMonth(20, 200, 2000, 0), plan.Months[20]);
    }

    [Theory]
    [InlineData(-100, 0, 100, 0)]
    [InlineData(-2000, 0, 1, 1)]
    [InlineData(long.MinValue, long.MinValue, 1, 1)]
    [InlineData(-1, long.MinValue, 1, long.MaxValue)]
    public void A_plan_that_never_comes_back_is_refused(long balance, long points, long repayment, long saving)
    {
        Assert.False(RepaymentPlan.Make(new(balance, points, repayment, saving)).TryGet(out _, out var refusal));
        Assert.Equal("planTooLong (limit 600)", refusal.ToString());
    }

    [Fact]
    public void Every_plan_is_its_own_month_ends_added_up_and_stops_at_the_first_that_is_back() => Holds.ForAll(
        from loan in Gen.Choose(1, 5000)
        from points in Gen.Choose(-9000, 9000)
        from repayment in Gen.Choose(50, 6000)
        from saving in Gen.Choose(50, 6000)
        select new PlanStart(-loan, points, repayment, saving),
        static start =>
        {
            if (!RepaymentPlan.Make(start).TryGet(out var plan, out _))
            {
                return;
            }

            var (balance, points) = (start.BalanceMinor, start.PointsMinor);
            foreach (var month in plan.Months)
            {
                balance += month.PaymentMinor;
                points += balance;
                Assert.Equal((balance, points), (month.BalanceMinor, month.PointsMinor));
                Assert.Equal(month == plan.Months[^1], month is { BalanceMinor: >= 0, PointsMinor: >= 0 });
            }

            Assert.Equal(long.Min(0, plan.Months.Min(static month => month.PointsMinor)), plan.LowestPointsMinor);
        });

    /// <summary>Months since the draw, balance and points at the month end; how far behind.</summary>
    public static TheoryData<string, int, long, long, long> Standings => new()
    {
        { "before the first payment", 0, -2000, 0, 0 },
        { "on time", 3, -1400, -5000, 0 },
        { "one payment late", 3, -1600, -5000, 200 },
        { "ahead", 3, -1000, -5000, 0 },
        { "all back early", 3, 500, 2000, 0 },
        { "after the last payment with everything back", 25, 2000, 100, 0 },
        { "after the last payment with a loan", 25, -300, -9000, 9300 },
        { "after the last payment with points below zero", 25, 2000, -4500, 2500 },
    };

    [Theory]
    [MemberData(nameof(Standings))]
    public void A_plan_is_overdue_by_what_is_missing_at_the_month_end(
        string name, int months, long balance, long opening, long behind)
    {
        Assert.True(RepaymentPlan.Make(new(-2000, 0, 200, 200)).TryGet(out var plan, out _));
        Assert.Equal(behind, PlanStanding.Of(plan, months, PointsRules.MonthEnd(opening, balance)).BehindMinor);
        Assert.NotEmpty(name);
    }
}
