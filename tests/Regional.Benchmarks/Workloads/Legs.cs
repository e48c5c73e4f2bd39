using Regional.Benchmarks.Towns;

namespace Regional.Benchmarks.Workloads;

/// <summary>One transfer of an order, as numbers.</summary>
internal readonly record struct PlainLeg(int Ledger, long Debit, long Credit, string Purpose);

/// <summary>The transfers an order makes, laid out as the product lays them.</summary>
internal static class Legs
{
    public static PlainLeg[] Of(Order order, Town town)
    {
        var (from, to) = (town.Quarters[order.PayerQuarter], town.Quarters[order.PayeeQuarter]);
        return order.Shape switch
        {
            OrderShape.Transfer or OrderShape.Hold => [new(from.Ledger, order.Payer, order.Payee, "goods")],
            OrderShape.Fees =>
            [
                new(from.Ledger, order.Payer, order.Payee, "goods"),
                new(from.Ledger, order.Payer, from.Fees, "fee"),
                new(from.Ledger, order.Payer, from.Levy, "fee"),
            ],
            OrderShape.Trade =>
            [
                new(from.Ledger, order.Payer, from.Mirror, "goods"),
                new(town.RegionLedger, from.AtRegion, to.AtRegion, "goods"),
                new(to.Ledger, to.Mirror, order.Payee, "goods"),
            ],
        };
    }
}
