using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Trades;

namespace Regional.Domain.Tests.Trades;

/// <summary>
/// A tree of ledgers for tests. Ledger <c>n</c> has payer or payee <c>n·100 + 1</c>, its region account <c>n·100 + 2</c>,
/// its rounding account <c>n·100 + 3</c>, and the account of a ledger <c>m</c> below it <c>n·100 + 10 + m</c>.
/// </summary>
internal sealed class Regions
{
    private readonly Dictionary<LedgerId, LedgerLink> _links = [];
    private readonly Dictionary<LedgerId, TradeLedger> _ledgers = [];

    public static readonly DateOnly Date = new(2026, 3, 2);

    public static AccountId Member(int ledger) => new((ledger * 100) + 1);

    public static AccountId Mirror(int ledger) => new((ledger * 100) + 2);

    public static AccountId Rounding(int ledger) => new((ledger * 100) + 3);

    public static AccountId AccountOf(int lower, int upper) => new((upper * 100) + 10 + lower);

    public static Currency UnitOf(int ledger) => new($"U{ledger}", 0);

    public Regions Ledger(int id, bool isSuspended = false)
    {
        var ledger = new LedgerId(id);
        _ledgers[ledger] = new TradeLedger(
            ledger, UnitOf(id), Rounding(id), new RateTable(ledger, []), $"community-{id}", isSuspended);
        return this;
    }

    /// <summary>Hangs a ledger below another, at one rate for both sides.</summary>
    public Regions Below(int lower, int upper, Rate rate) => Below(lower, upper, rate, rate);

    public Regions Below(int lower, int upper, Rate buy, Rate sell)
    {
        var id = new LedgerId(lower);
        _links[id] = new LedgerLink(id, Mirror(lower), new LedgerId(upper), AccountOf(lower, upper));
        _ledgers[id] = _ledgers[id] with
        {
            Rates = new RateTable(id,
            [
                new RateEntry((lower * 10) + 1, TransferKind.Real, null, RateSide.Buy, DateOnly.MinValue, buy),
                new RateEntry((lower * 10) + 2, TransferKind.Real, null, RateSide.Sell, DateOnly.MinValue, sell),
            ]),
        };
        return this;
    }

    public Regions Change(int ledger, Func<TradeLedger, TradeLedger> change)
    {
        _ledgers[new LedgerId(ledger)] = change(_ledgers[new LedgerId(ledger)]);
        return this;
    }

    public LedgerLink? LinkOf(LedgerId ledger) => _links.GetValueOrDefault(ledger);

    public IEnumerable<LedgerLink> Links => _links.Values;

    public static TradeOrder Order(int payer, int payee, long amount) => new(
        Member(payer), Member(payee), new Amount(amount, UnitOf(payee)), TransferKind.Real, Purposes.Goods, Date);

    public Ruling<TradePath> Path(int payer, int payee, TradeOrder order) =>
        TradeRoute.Find(new LedgerId(payer), new LedgerId(payee), LinkOf).TryGet(out var route, out var refusal)
            ? TradePathRules.Lay(order, route, id => _ledgers[id])
            : refusal;

    public Ruling<TradePlan> Plan(int payer, int payee, long amount)
    {
        var order = Order(payer, payee, amount);
        return Path(payer, payee, order).TryGet(out var path, out var refusal) ? TradeRules.Plan(order, path) : refusal;
    }

    /// <summary>Region 1 with communities 2 (160 of its units to one of ours) and 3 (same value).</summary>
    public static Regions Worked() => new Regions().Ledger(1).Ledger(2).Ledger(3)
        .Below(2, 1, new Rate(160, 1)).Below(3, 1, Rate.Par);
}
