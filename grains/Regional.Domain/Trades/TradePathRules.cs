using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Trades;

/// <summary>Lays a route out as a path: accounts, units and the rates in force on the trade's business date.</summary>
public static class TradePathRules
{
    /// <summary>
    /// The path of an order. Refusals in order: <c>noRate</c> (payer's side first), <c>communitySuspended</c> (payer's
    /// side first).
    /// </summary>
    /// <param name="order">What is to be paid.</param>
    /// <param name="route">From <see cref="TradeRoute.Find"/>.</param>
    /// <param name="ledgerOf">Every ledger of the route.</param>
    public static Ruling<TradePath> Lay(TradeOrder order, TradeRoute route, Func<LedgerId, TradeLedger> ledgerOf)
    {
        var crossings = ImmutableArray.CreateBuilder<TradeCrossing>();
        foreach (var (link, direction) in Crossed(route))
        {
            var found = FindCrossing(order, ledgerOf(link.LowerLedger), ledgerOf(link.UpperLedger), direction);
            if (!found.TryGet(out var crossing, out var refusal))
            {
                return refusal;
            }

            crossings.Add(crossing);
        }

        var ledgers = route.Ledgers;
        foreach (var id in ledgers)
        {
            if (ledgerOf(id) is { IsSuspended: true } suspended)
            {
                return Refusal.For(
                    RefusalReason.CommunitySuspended,
                    new RefusalFact("community", suspended.CommunityCode ?? suspended.Id.ToString()));
            }
        }

        var hops = ledgers.Select((id, at) => HopAt(order, route, ledgerOf(id), at));
        return new TradePath([.. hops], crossings.ToImmutable());
    }

    private static IEnumerable<(LedgerLink Link, CrossingDirection Direction)> Crossed(TradeRoute route) =>
    [
        .. route.Up.Select(static link => (link, CrossingDirection.Up)),
        .. route.Down.Select(static link => (link, CrossingDirection.Down)),
    ];

    private static Ruling<TradeCrossing> FindCrossing(
        TradeOrder order, TradeLedger lower, TradeLedger upper, CrossingDirection direction)
    {
        var found = lower.Rates.Find(order.Kind, order.Purpose, direction.Side(), order.BusinessDate);
        if (found.TryGet(out var entry, out var refusal))
        {
            return new TradeCrossing(direction, entry.Rate, entry.Id);
        }

        // One unit on both sides needs no rate: nothing is exchanged.
        return lower.Currency == upper.Currency ? new TradeCrossing(direction, Rate.Par, RateId: 0) : refusal;
    }

    private static TradeHop HopAt(TradeOrder order, TradeRoute route, TradeLedger ledger, int at)
    {
        var last = route.Up.Length + route.Down.Length;
        var debit = at == 0 ? order.Payer
            : at <= route.Up.Length ? route.Up[at - 1].UpperAccount
            : route.Down[at - route.Up.Length - 1].LowerAccount;
        var credit = at == last ? order.Payee
            : at < route.Up.Length ? route.Up[at].LowerAccount
            : route.Down[at - route.Up.Length].UpperAccount;
        return new TradeHop(ledger.Id, ledger.Currency, debit, credit, ledger.Rounding);
    }
}
