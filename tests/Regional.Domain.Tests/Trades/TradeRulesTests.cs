using FsCheck;
using FsCheck.Fluent;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Trades;
using static Regional.Domain.Tests.Trades.Regions;

namespace Regional.Domain.Tests.Trades;

public sealed class TradeRulesTests
{
    [Fact]
    public void The_worked_example_the_payer_pays_313_cents_the_payee_gets_50_000_rounding_80()
    {
        Assert.True(Worked().Plan(2, 3, 50_000).TryGet(out var plan, out _));
        Assert.Equal(new Amount(313, UnitOf(2)), plan.Quote.PayerAmount);
        Assert.Equal(new Amount(50_000, UnitOf(3)), plan.Quote.PayeeAmount);
        Assert.Equal(
        [
            Leg(2, Member(2), Mirror(2), 313, new Amount(50_080, UnitOf(1)), rate: 21),
            Leg(1, AccountOf(2, 1), AccountOf(3, 1), 50_000, new Amount(313, UnitOf(2)), rate: 21),
            Leg(1, AccountOf(2, 1), Rounding(1), 80, counter: null, rate: 0),
            Leg(3, Mirror(3), Member(3), 50_000, new Amount(50_000, UnitOf(1)), rate: 32),
        ],
        plan.Legs);
    }

    [Fact]
    public void Without_a_remainder_there_is_no_rounding_leg()
    {
        Assert.True(Worked().Plan(2, 3, 1600).TryGet(out var plan, out _));
        Assert.Equal([10L, 1600L, 1600L], plan.Legs.Select(static leg => leg.Amount.Minor));
    }

    [Fact]
    public void The_other_way_the_region_pays_rounded_up_and_the_payee_receives_whole()
    {
        Assert.True(Worked().Plan(3, 2, 3).TryGet(out var plan, out _));
        Assert.Equal([480L, 480L, 3L], plan.Legs.Select(static leg => leg.Amount.Minor));
        Assert.True(new Regions().Ledger(1).Ledger(2).Ledger(3).Below(2, 1, new Rate(1, 160)).Below(3, 1, Rate.Par)
            .Plan(3, 2, 161).TryGet(out plan, out _));
        Assert.Equal([2L, 2L, 161L], plan.Legs.Select(static leg => leg.Amount.Minor));
    }

    [Fact]
    public void The_regions_own_account_can_pay_a_member()
    {
        Assert.True(Worked().Plan(1, 2, 3).TryGet(out var plan, out _));
        Assert.Equal(
        [
            Leg(1, Member(1), AccountOf(2, 1), 480, new Amount(3, UnitOf(2)), rate: 22),
            Leg(2, Mirror(2), Member(2), 3, new Amount(480, UnitOf(1)), rate: 22),
        ],
        plan.Legs);
    }

    [Fact]
    public void A_member_can_pay_the_regions_own_account()
    {
        Assert.True(Worked().Plan(2, 1, 481).TryGet(out var plan, out _));
        Assert.Equal(
        [
            Leg(2, Member(2), Mirror(2), 4, new Amount(640, UnitOf(1)), rate: 21),
            Leg(1, AccountOf(2, 1), Member(1), 481, new Amount(4, UnitOf(2)), rate: 21),
            Leg(1, AccountOf(2, 1), Rounding(1), 159, counter: null, rate: 0),
        ],
        plan.Legs);
    }

    [Fact]
    public void Payer_and_payee_rates_are_the_buy_and_the_sell_rate()
    {
        var regions = new Regions().Ledger(1).Ledger(2).Ledger(3)
            .Below(2, 1, buy: new Rate(100, 1), sell: new Rate(200, 1)).Below(3, 1, buy: new Rate(7, 1), sell: new Rate(3, 1));
        Assert.True(regions.Plan(2, 3, 100).TryGet(out var plan, out _));
        Assert.Equal([3L, 300L, 100L], plan.Legs.Select(static leg => leg.Amount.Minor));
    }

    [Fact]
    public void Pending_legs_have_the_same_amounts_and_carry_the_expiry()
    {
        var order = Order(2, 3, 50_000);
        Assert.True(Worked().Path(2, 3, order).TryGet(out var path, out _));
        Assert.True(TradeRules.Plan(order, path).TryGet(out var posted, out _));
        Assert.True(TradeRules.PlanPending(order, path, TimeSpan.FromHours(1)).TryGet(out var pending, out _));
        Assert.Equal(
            posted.Legs.Select(static leg => leg with { Action = TransferAction.Pend, Expiry = TimeSpan.FromHours(1) }),
            pending.Legs);
        Assert.Equal(pending.Legs.Where(static leg => leg.Ledger.Value == 1), pending.LegsIn(new LedgerId(1)));
    }

    [Theory]
    [InlineData(0, RefusalReason.AmountZero)]
    [InlineData(long.MaxValue, RefusalReason.AmountTooLarge)]
    [InlineData((long.MaxValue / 160) + 1, RefusalReason.AmountTooLarge)]
    [InlineData(long.MaxValue / 160, null)]
    public void An_amount_is_more_than_zero_and_fits_every_ledger(long amount, RefusalReason? expected)
    {
        Assert.Equal(expected is null, Worked().Plan(3, 2, amount).TryGet(out _, out var refusal));
        Assert.Equal(expected, refusal?.Reason);
    }

    [Fact]
    public void The_amount_is_in_the_payees_unit()
    {
        var order = Order(2, 3, 10) with { PayeeAmount = new Amount(10, UnitOf(2)) };
        Assert.True(Worked().Path(2, 3, order).TryGet(out var path, out _));
        Assert.False(TradeRules.Quote(order, path).TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.CurrencyMismatch, refusal.Reason);
    }

    /// <summary>Every shape of tree with one to three crossings on each side, at any rates.</summary>
    private static Gen<Shape> Shapes { get; } =
        from up in Gen.Choose(0, 3)
        from down in Gen.Choose(0, 3)
        where up + down > 0
        from rates in Any.UsualRate.ListOf(up + down)
        from amount in Any.Long(1, 1L << 30)
        select new Shape(up, down, [.. rates], amount);

    [Fact]
    public void The_payee_receives_whole_and_every_leg_moves_something() => Holds.ForAll(Shapes, static shape =>
    {
        Assert.True(shape.Plan(out var plan, out _));
        Assert.Equal(shape.Amount, plan.Legs.Where(leg => leg.Credit == Member(shape.Payee)).Sum(static leg => leg.Amount.Minor));
        Assert.All(plan.Legs, static leg => Assert.True(leg.Amount.Minor > 0));
        Assert.All(plan.Legs, static leg => Assert.NotEqual(leg.Debit, leg.Credit));
    });

    [Fact]
    public void A_rounding_is_less_than_one_minor_unit_of_the_ledger_below_is_worth() => Holds.ForAll(Shapes, static shape =>
    {
        Assert.True(shape.Plan(out var plan, out var regions));
        var rates = regions.Links.ToDictionary(static link => link.LowerAccount, static link => link);
        for (var at = 1; at < plan.Quote.Steps.Length; at++)
        {
            var rounding = plan.Quote.Steps[at].Rounding.Minor;
            var crossedUp = at <= shape.Up;
            var unit = crossedUp ? shape.RateBelow(at).ToUpperUp(1)!.Value : 1;
            Assert.InRange(rounding, 0, unit - 1);
        }
    });

    [Fact]
    public void What_a_ledger_forwards_it_was_debited_for_at_least_and_nothing_is_left_on_the_way() =>
        Holds.ForAll(Shapes, static shape =>
        {
            Assert.True(shape.Plan(out var plan, out _));
            foreach (var step in plan.Quote.Steps)
            {
                var mine = plan.LegsIn(step.Hop.Ledger);
                Assert.Equal(step.Debited.Minor, mine.Sum(static leg => leg.Amount.Minor));
                Assert.All(mine, leg => Assert.Equal(step.Hop.Debit, leg.Debit));
                Assert.All(mine, leg => Assert.Equal(step.Hop.Currency, leg.Amount.Currency));
            }
        });

    [Fact]
    public void The_counter_amounts_on_a_region_account_are_minus_its_account_above() => Holds.ForAll(Shapes, static shape =>
    {
        Assert.True(shape.Plan(out var plan, out var regions));
        Assert.All(regions.Links, link => Assert.Equal(-plan.Legs.Net(link.UpperAccount), plan.Legs.NetCounter(link.LowerAccount)));
        Assert.True(CorrectionRules.Plan(new OperationId(Guid.AllBitsSet), plan.Legs, forcedReason: null).TryGet(out var back, out _));
        var both = plan.Legs.AddRange(back.Legs);
        Assert.All(regions.Links, link => Assert.Equal(0, both.NetCounter(link.LowerAccount)));
        Assert.All(both, leg => Assert.Equal(0, both.Net(leg.Debit)));
    });

    [Fact]
    public void The_payer_pays_the_least_that_covers_the_price() => Holds.ForAll(Shapes.Where(static shape => shape is { Up: 1, Down: 1 }), static shape =>
    {
        Assert.True(shape.Plan(out var plan, out _));
        var price = plan.Quote.Steps[1].Forwarded.Minor;
        var rate = shape.RateBelow(1);
        var paid = plan.Quote.PayerAmount.Minor;
        Assert.True((Int128)paid * rate.Numerator >= (Int128)price * rate.Denominator);
        Assert.True((Int128)(paid - 1) * rate.Numerator < (Int128)price * rate.Denominator);
    });

    private static Leg Leg(int ledger, AccountId debit, AccountId credit, long amount, Amount? counter, long rate) => new()
    {
        Ledger = new LedgerId(ledger),
        Debit = debit,
        Credit = credit,
        Amount = new Amount(amount, UnitOf(ledger)),
        Counter = counter,
        RateId = rate,
    };

    /// <summary>A chain of ledgers numbered from the payer's (1): up, then down.</summary>
    private sealed record Shape(int Up, int Down, Rate[] Rates, long Amount)
    {
        public int Payee => Up + Down + 1;

        /// <summary>The rate of the crossing that leads up into the ledger at this place of the path.</summary>
        public Rate RateBelow(int at) => Rates[at - 1];

        public bool Plan(out TradePlan plan, out Regions regions)
        {
            regions = new Regions();
            for (var ledger = 1; ledger <= Payee; ledger++)
            {
                regions.Ledger(ledger);
            }

            for (var crossing = 1; crossing <= Up + Down; crossing++)
            {
                var (lower, upper) = crossing <= Up ? (crossing, crossing + 1) : (crossing + 1, crossing);
                regions.Below(lower, upper, Rates[crossing - 1]);
            }

            // Six crossings of rates up to 100,000 leave the range: then the amount is refused, and one unit is tried.
            if (regions.Plan(1, Payee, Amount).TryGet(out var found, out var refusal))
            {
                plan = found;
                return true;
            }

            Assert.Equal(RefusalReason.AmountTooLarge, refusal.Reason);
            Array.Fill(Rates, new Rate(3, 2));
            return this.Plan(out plan, out regions);
        }
    }
}

/// <summary>Nets over legs.</summary>
internal static class LegSums
{
    /// <summary>Credits − debits of an account.</summary>
    public static Int128 Net(this IEnumerable<Leg> legs, AccountId account) => legs.Aggregate(
        Int128.Zero, (sum, leg) => sum + Sign(leg, account) * leg.Amount.Minor);

    /// <summary>The same of counter amounts.</summary>
    public static Int128 NetCounter(this IEnumerable<Leg> legs, AccountId account) => legs.Aggregate(
        Int128.Zero, (sum, leg) => sum + Sign(leg, account) * (leg.Counter?.Minor ?? 0));

    private static int Sign(Leg leg, AccountId account) => leg.Credit == account ? 1 : leg.Debit == account ? -1 : 0;
}
