using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Settlement;

namespace Regional.Domain.Tests.Settlement;

public sealed class SettlementPlanTests
{
    private static readonly Currency Rupiah = new("IDR", 0);

    /// <summary>Positions, limits; cash; carried; settled. By account 1, 2, 3 …</summary>
    public static TheoryData<string, long[], long[], long, long[], long[]> Table => new()
    {
        { "the worked example", [-100, -50, 150], [60, 60, 70], 80, [-38, -32, 70], [-62, -18, 80] },
        { "everybody within the limits", [-100, 100], [100, 100], 0, [-100, 100], [0, 0] },
        { "one minor unit beyond a limit", [-100, 100], [99, 100], 1, [-99, 99], [-1, 1] },
        { "nobody may carry", [-100, 60, 40], [0, 0, 0], 100, [0, 0, 0], [-100, 60, 40] },
        { "nothing happened", [0, 0], [0, 10], 0, [0, 0], [0, 0] },
        { "nobody at all", [], [], 0, [], [] },
        { "ties go to the lower account", [-10, -10, -10, 30], [10, 10, 10, 10], 20, [-4, -3, -3, 10], [-6, -7, -7, 20] },
        { "the rest of the world holds what is missing", [-100, 60], [100, 60], 0, [-100, 60], [0, 0] },
        { "creditors bring the cash up beyond what debtors must pay", [-100, 150], [100, 60], 90, [-10, 60], [-90, 90] },
        { "limits beyond the positions", [-5, 5], [long.MaxValue, long.MaxValue], 0, [-5, 5], [0, 0] },
        { "the largest positions", [-long.MaxValue, long.MaxValue], [0, 0], long.MaxValue, [0, 0], [-long.MaxValue, long.MaxValue] },
        { "sums beyond a long", [long.MaxValue, long.MaxValue, -long.MaxValue, -long.MaxValue], [long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue], 0, [long.MaxValue, long.MaxValue, -long.MaxValue, -long.MaxValue], [0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Cash_and_shares_are_as_worked(
        string name, long[] positions, long[] limits, long cash, long[] carried, long[] settled)
    {
        Assert.NotEmpty(name);
        Assert.True(SettlementPlan.Compute(Members(positions, limits), Rupiah).TryGet(out var plan, out _));
        Assert.Equal(cash, plan.CashMinor);
        Assert.Equal(carried, plan.Shares.Select(static share => share.CarriedMinor));
        Assert.Equal(settled, plan.Shares.Select(static share => share.SettledMinor));
    }

    [Fact]
    public void When_the_other_side_has_too_little_the_shortfall_is_named()
    {
        Assert.False(SettlementPlan.Compute(Members([-30, 100], [30, 60]), Rupiah).TryGet(out _, out var refusal));
        Assert.Equal("carryShortfall (cash 40 IDR, available 30 IDR, shortfall 10 IDR)", refusal.ToString());
        Assert.True(SettlementPlan.Compute(Members([-40, 100], [30, 60]), Rupiah).TryGet(out _, out _));
    }

    [Fact]
    public void A_negative_limit_or_an_account_twice_is_no_input()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SettlementPlan.Compute(Members([1], [-1]), Rupiah));
        Assert.Throws<ArgumentException>(
            () => SettlementPlan.Compute([new(new AccountId(1), 1, 1), new(new AccountId(1), -1, 1)], Rupiah));
    }

    private static Gen<(long[] Positions, long[] Limits)> Cases { get; } =
        from count in Gen.Choose(0, 6)
        from size in Gen.Elements(5L, 50L, 1L << 40, long.MaxValue)
        from positions in Any.Long(-size, size).ListOf(count)
        from limits in Any.Long(0, size).ListOf(count)
        select (positions.ToArray(), limits.ToArray());

    [Fact]
    public void A_plan_moves_the_least_cash_that_brings_everybody_within_the_limits() => Holds.ForAll(Cases, static @case =>
    {
        var (positions, limits) = @case;
        var model = Model.LeastCash(positions, limits);
        var ruling = SettlementPlan.Compute(Members(positions, limits), Rupiah);
        Assert.Equal(model is not null, ruling.TryGet(out var plan, out var refusal));
        Assert.Equal(model is null ? RefusalReason.CarryShortfall : null, refusal?.Reason);
        Assert.Equal(model, plan is null ? null : (BigInteger)plan.CashMinor);
    });

    [Fact]
    public void Shares_add_up_keep_their_sign_and_their_limit_and_pay_in_what_is_paid_out() => Holds.ForAll(Cases, static @case =>
    {
        var (positions, limits) = @case;
        if (!SettlementPlan.Compute(Members(positions, limits), Rupiah).TryGet(out var plan, out _))
        {
            return;
        }

        Assert.Equal(positions, plan.Shares.Select(static share => share.CarriedMinor + share.SettledMinor));
        Assert.All(plan.Shares, static share =>
        {
            Assert.True(Int128.Abs(share.CarriedMinor) <= share.CarryLimitMinor);
            Assert.True(share.CarriedMinor == 0 || Math.Sign(share.CarriedMinor) == Math.Sign(share.PositionMinor));
            Assert.True(share.SettledMinor == 0 || Math.Sign(share.SettledMinor) == Math.Sign(share.PositionMinor));
        });
        Assert.Equal(plan.CashMinor, Sum(plan, static settled => settled > 0));
        Assert.Equal(-plan.CashMinor, Sum(plan, static settled => settled < 0));
    });

    [Fact]
    public void A_side_carries_in_proportion_to_what_each_may_carry_within_one_minor_unit() => Holds.ForAll(Cases, static @case =>
    {
        var (positions, limits) = @case;
        if (!SettlementPlan.Compute(Members(positions, limits), Rupiah).TryGet(out var plan, out _))
        {
            return;
        }

        foreach (var sign in new[] { 1, -1 })
        {
            var side = plan.Shares.Where(share => Math.Sign(share.PositionMinor) == sign).ToArray();
            var may = side.Select(static share => BigInteger.Min(BigInteger.Abs(share.PositionMinor), share.CarryLimitMinor)).ToArray();
            var (total, carried) = (Sum(may), Sum(side.Select(static share => BigInteger.Abs(share.CarriedMinor))));
            for (var i = 0; i < side.Length; i++)
            {
                var error = (BigInteger.Abs(side[i].CarriedMinor) * total) - (may[i] * carried);
                Assert.True(BigInteger.Abs(error) < total || error.IsZero, $"{side[i]}");
            }
        }
    });

    [Fact]
    public void The_order_of_the_positions_does_not_matter() => Holds.ForAll(Cases, static @case =>
    {
        var members = Members(@case.Positions, @case.Limits).ToArray();
        var forward = SettlementPlan.Compute(members, Rupiah);
        var backward = SettlementPlan.Compute(members.Reverse(), Rupiah);
        Assert.Equal(forward.TryGet(out var one, out _), backward.TryGet(out var other, out _));
        Assert.Equal(one?.Shares.AsEnumerable(), other?.Shares.AsEnumerable());
    });

    private static IEnumerable<SettlementPosition> Members(long[] positions, long[] limits) =>
        positions.Select((position, at) => new SettlementPosition(new AccountId(at + 1), position, limits[at]));

    private static BigInteger Sum(IEnumerable<BigInteger> values) => values.Aggregate(BigInteger.Zero, static (sum, value) => sum + value);

    private static Int128 Sum(SettlementPlan plan, Func<long, bool> which) =>
        plan.Shares.Where(share => which(share.SettledMinor)).Aggregate(Int128.Zero, static (sum, share) => sum + share.SettledMinor);

    /// <summary>
    /// The rule said another way: each member must settle what exceeds its limit and may settle all of its position; the
    /// cash is the least amount both sides can reach together.
    /// </summary>
    private static class Model
    {
        public static BigInteger? LeastCash(long[] positions, long[] limits)
        {
            var (leastOut, mostOut) = Range(positions, limits, sign: 1);
            var (leastIn, mostIn) = Range(positions, limits, sign: -1);
            var least = BigInteger.Max(leastOut, leastIn);
            return least <= mostOut && least <= mostIn ? least : null;
        }

        private static (BigInteger Least, BigInteger Most) Range(long[] positions, long[] limits, int sign)
        {
            var (least, most) = (BigInteger.Zero, BigInteger.Zero);
            for (var i = 0; i < positions.Length; i++)
            {
                var size = (BigInteger)positions[i] * sign;
                if (size > 0)
                {
                    most += size;
                    least += size > limits[i] ? size - limits[i] : 0;
                }
            }

            return (least, most);
        }
    }
}
