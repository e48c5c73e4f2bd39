using System.Numerics;
using FsCheck.Fluent;
using Regional.Domain.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Trades;

namespace Regional.Domain.Tests.Clearing;

public sealed class ExchangeDifferenceTests
{
    private static readonly Currency Komoko = new("KMK", 2);
    private static readonly Currency Rupiah = new("IDR", 0);
    private static readonly AccountId Mirror = new(2);
    private static readonly AccountId Difference = new(4);
    private static readonly DateOnly Date = new(2026, 3, 31);

    /// <summary>Lower and upper balance; what the region account's is to be at buy 160, sell 200; what is posted to it.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-10, 1600, -10, 0)] // a claim of 1,600 at buy 160
    [InlineData(-8, 1600, -10, -2)] // earned at another rate
    [InlineData(-12, 1600, -10, 2)]
    [InlineData(-10, 1759, -10, 0)] // a claim is rounded down
    [InlineData(10, -2000, 10, 0)] // a debt of 2,000 at sell 200
    [InlineData(12, -2000, 10, -2)]
    [InlineData(10, -2001, 11, 1)] // a debt is rounded up
    [InlineData(7, 0, 0, -7)] // what is left when the account above is square
    public void The_region_account_is_brought_to_minus_the_worth_of_the_account_above(
        long lower, long upper, long target, long posted)
    {
        Assert.True(Plan(lower, upper).TryGet(out var plan, out _));
        Assert.Equal(target, plan.TargetMinor);
        Assert.Equal(posted, Posted(plan));
    }

    [Fact]
    public void The_leg_is_forced_financial_and_without_counter_amount()
    {
        Assert.True(Plan(-8, 1600).TryGet(out var plan, out _));
        Assert.Equal(
            new Leg
            {
                Ledger = new LedgerId(1),
                Debit = Mirror,
                Credit = Difference,
                Amount = new Amount(2, Komoko),
                Kind = TransferKind.Financial,
                Purpose = "exchange-difference",
                ForcedReason = "exchange difference at the close of a window",
                RateId = 1,
            },
            plan.Leg);
    }

    [Fact]
    public void Without_the_rate_that_is_needed_there_is_a_refusal_but_a_square_account_needs_none()
    {
        var none = new RateTable(new LedgerId(1), []);
        Assert.False(ExchangeDifference.Plan(Position(0, 5), none, Rupiah, Date).TryGet(out _, out var refusal));
        Assert.Equal("noRate (ledger 1, kind real, side buy, date 2026-03-31)", refusal.ToString());
        Assert.False(ExchangeDifference.Plan(Position(0, -5), none, Rupiah, Date).TryGet(out _, out refusal));
        Assert.Equal("noRate (ledger 1, kind real, side sell, date 2026-03-31)", refusal.ToString());
        Assert.True(ExchangeDifference.Plan(Position(3, 0), none, Rupiah, Date).TryGet(out _, out _));
        Assert.True(ExchangeDifference.Plan(Position(-5, 5), none, Komoko, Date).TryGet(out var same, out _));
        Assert.Null(same.Leg);
    }

    [Fact]
    public void A_worth_beyond_a_long_is_refused()
    {
        var rates = new RateTable(new LedgerId(1), [new(1, TransferKind.Real, null, RateSide.Buy, Date, new Rate(1, 2))]);
        Assert.False(ExchangeDifference.Plan(Position(0, long.MaxValue), rates, Rupiah, Date).TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.AmountTooLarge, refusal.Reason);
    }

    [Fact]
    public void After_the_leg_the_worth_is_covered_to_the_last_whole_unit_and_a_second_run_posts_nothing() => Holds.ForAll(
        Any.WholeRange.Zip(Any.Long(-long.MaxValue, long.MaxValue)).Zip(Any.Long(-long.MaxValue, long.MaxValue)),
        static @case =>
        {
            var ((rate, upper), lower) = @case;
            var rates = new RateTable(new LedgerId(1),
            [
                new(1, TransferKind.Real, null, RateSide.Buy, Date, rate),
                new(2, TransferKind.Real, null, RateSide.Sell, Date, rate),
            ]);
            if (!ExchangeDifference.Plan(Position(lower, upper), rates, Rupiah, Date).TryGet(out var plan, out var refusal))
            {
                Assert.Equal(RefusalReason.AmountTooLarge, refusal.Reason);
                return;
            }

            var after = lower + Posted(plan);
            Assert.Equal(plan.TargetMinor, after);
            var worth = -(BigInteger)after;
            Assert.True(worth * rate.Numerator <= (BigInteger)upper * rate.Denominator);
            Assert.True((worth + 1) * rate.Numerator > (BigInteger)upper * rate.Denominator);
            Assert.True(ExchangeDifference.Plan(Position(after, upper), rates, Rupiah, Date).TryGet(out var again, out _));
            Assert.Null(again.Leg);
        });

    private static Ruling<ExchangeDifferencePlan> Plan(long lower, long upper) => ExchangeDifference.Plan(
        Position(lower, upper),
        new RateTable(new LedgerId(1),
        [
            new(1, TransferKind.Real, null, RateSide.Buy, Date, new Rate(160, 1)),
            new(2, TransferKind.Real, null, RateSide.Sell, Date, new Rate(200, 1)),
            new(3, TransferKind.Real, "wages", RateSide.Buy, Date, new Rate(1, 1)),
            new(4, TransferKind.Financial, null, RateSide.Buy, Date, new Rate(1, 1)),
        ]),
        Rupiah,
        Date);

    private static ExchangePosition Position(long lower, long upper) =>
        new(new LedgerId(1), Komoko, Mirror, Difference, lower, upper);

    private static long Posted(ExchangeDifferencePlan plan) =>
        plan.Leg is not { } leg ? 0 : leg.Credit == Mirror ? leg.Amount.Minor : -leg.Amount.Minor;
}
