using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Trades;

/// <summary>
/// The amounts and transfers of a trade (DESIGN section 3; 003 section 6). Fixed at the payee, who receives whole;
/// worked out backwards. Down a crossing the upper ledger pays lower × rate, rounded up. Up a crossing the lower ledger
/// pays upper ÷ rate, rounded up; its account above is debited that × rate, rounded down, and what exceeds the amount
/// that goes on is a leg of its own to the upper ledger's rounding account: less than one lower minor unit's worth.
/// </summary>
/// <remarks>
/// Counter amounts: the leg on a region account carries what its account in the ledger above is moved by, in the upper
/// unit, rounding included; so their net equals minus that account's balance, always. A leg in the common ledger touches
/// two community accounts and carries the payer side's amount below, or the payee side's when the payer is in the common
/// ledger. Rounding legs carry none.
/// </remarks>
public static class TradeRules
{
    /// <summary>
    /// What the payer will pay. Refusals in order: <c>amountZero</c>, <c>currencyMismatch</c>, <c>amountTooLarge</c>.
    /// </summary>
    public static Ruling<TradeQuote> Quote(TradeOrder order, TradePath path)
    {
        var last = path.Hops[^1];
        if (order.PayeeAmount.IsZero)
        {
            return Refusal.For(RefusalReason.AmountZero, new RefusalFact("leg", "0"));
        }

        if (order.PayeeAmount.Currency != last.Currency)
        {
            return Refusal.For(
                RefusalReason.CurrencyMismatch,
                new("currency", order.PayeeAmount.Currency.ToString()),
                new("ledgerCurrency", last.Currency.ToString()));
        }

        var steps = new TradeStep[path.Hops.Length];
        steps[^1] = new TradeStep(last, order.PayeeAmount, new Amount(0, last.Currency));
        for (var at = path.Crossings.Length - 1; at >= 0; at--)
        {
            if (!TryCross(path.Crossings[at], path.Hops[at], steps, at))
            {
                return Refusal.For(RefusalReason.AmountTooLarge, new RefusalFact("value", order.PayeeAmount.ToString()));
            }
        }

        return new TradeQuote(steps[0].Forwarded, order.PayeeAmount, ImmutableArray.Create(steps));
    }

    /// <summary>The transfers, posted at once. Refusals as for <see cref="Quote"/>.</summary>
    public static Ruling<TradePlan> Plan(TradeOrder order, TradePath path) =>
        Plan(order, path, TransferAction.Post, expiry: null);

    /// <summary>The transfers as pendings, for the two-phase protocol. Refusals as for <see cref="Quote"/>.</summary>
    public static Ruling<TradePlan> PlanPending(TradeOrder order, TradePath path, TimeSpan? expiry) =>
        Plan(order, path, TransferAction.Pend, expiry);

    private static Ruling<TradePlan> Plan(TradeOrder order, TradePath path, TransferAction action, TimeSpan? expiry)
    {
        if (!Quote(order, path).TryGet(out var quote, out var refusal))
        {
            return refusal;
        }

        var legs = ImmutableArray.CreateBuilder<Leg>();
        for (var at = 0; at < quote.Steps.Length; at++)
        {
            var step = quote.Steps[at];
            var (counter, rateId) = CounterAt(path, quote.Steps, at);
            var main = new Leg
            {
                Ledger = step.Hop.Ledger,
                Debit = step.Hop.Debit,
                Credit = step.Hop.Credit,
                Amount = step.Forwarded,
                Action = action,
                Kind = order.Kind,
                Purpose = order.Purpose,
                Expiry = expiry,
                Counter = counter,
                RateId = rateId,
            };
            legs.Add(main);
            if (!step.Rounding.IsZero)
            {
                legs.Add(RoundingLeg(main, step));
            }
        }

        return new TradePlan(quote, legs.ToImmutable());
    }

    // Fills in step `at` from the step after it; false: an amount does not fit.
    private static bool TryCross(TradeCrossing crossing, TradeHop hop, TradeStep[] steps, int at)
    {
        var next = steps[at + 1];
        var minor = crossing.Direction switch
        {
            CrossingDirection.Down => crossing.Rate.ToUpperUp(next.Forwarded.Minor),
            CrossingDirection.Up => crossing.Rate.ToLowerUp(next.Forwarded.Minor),
        };
        if (minor is not { } forwarded)
        {
            return false;
        }

        steps[at] = new TradeStep(hop, new Amount(forwarded, hop.Currency), new Amount(0, hop.Currency));
        if (crossing.Direction == CrossingDirection.Down)
        {
            return true;
        }

        if (crossing.Rate.ToUpperDown(forwarded) is not { } debited)
        {
            return false;
        }

        steps[at + 1] = next with
        {
            Rounding = new Amount(debited - next.Forwarded.Minor, next.Hop.Currency),
        };
        return true;
    }

    // The region account's counter comes first: the mirror invariant rests on it.
    private static (Amount Counter, long RateId) CounterAt(TradePath path, ImmutableArray<TradeStep> steps, int at)
    {
        var crossings = path.Crossings;
        if (at < crossings.Length && crossings[at].Direction == CrossingDirection.Up)
        {
            return (steps[at + 1].Debited, crossings[at].RateId);
        }

        return at > 0
            ? (steps[at - 1].Forwarded, crossings[at - 1].RateId)
            : (steps[at + 1].Forwarded, crossings[at].RateId);
    }

    private static Leg RoundingLeg(Leg main, TradeStep step) => main with
    {
        Credit = step.Hop.Rounding
            ?? throw new InvariantViolation($"Ledger {step.Hop.Ledger} has no rounding account but is crossed upwards."),
        Amount = step.Rounding,
        Counter = null,
        RateId = 0,
    };
}
