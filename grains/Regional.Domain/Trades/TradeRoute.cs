using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Trades;

/// <summary>
/// Which links a trade crosses: up from the payer's ledger to the lowest common one, then down to the payee's.
/// </summary>
/// <param name="Up">Links crossed upwards, from the payer. Empty: the payer's ledger is the common one.</param>
/// <param name="Down">Links crossed downwards, to the payee. Empty: the payee's ledger is the common one.</param>
public sealed record TradeRoute(ImmutableArray<LedgerLink> Up, ImmutableArray<LedgerLink> Down)
{
    /// <summary>Most links from a ledger to its root: a community, its region, and six regions above.</summary>
    public const int DepthMax = 8;

    /// <summary>The ledgers in order, payer's first.</summary>
    public ImmutableArray<LedgerId> Ledgers =>
    [
        .. Up.Select(static link => link.LowerLedger),
        Up.IsEmpty ? Down[0].UpperLedger : Up[^1].UpperLedger,
        .. Down.Select(static link => link.LowerLedger),
    ];

    /// <summary>
    /// Finds the route. Either end may be the region's own ledger. Refusals in order: <c>sameLedger</c>, <c>noPath</c>.
    /// </summary>
    /// <param name="payer">The payer's ledger.</param>
    /// <param name="payee">The payee's ledger.</param>
    /// <param name="linkOf">The link above a ledger; null: nothing is above it.</param>
    public static Ruling<TradeRoute> Find(LedgerId payer, LedgerId payee, Func<LedgerId, LedgerLink?> linkOf)
    {
        if (payer == payee)
        {
            return Refusal.For(RefusalReason.SameLedger, new RefusalFact("ledger", payer.ToString()));
        }

        var fromPayer = Climb(payer, linkOf);
        var fromPayee = Climb(payee, linkOf);
        for (var up = 0; up <= fromPayer.Count; up++)
        {
            var common = up == 0 ? payer : fromPayer[up - 1].UpperLedger;
            var down = common == payee ? 0 : fromPayee.FindIndex(link => link.UpperLedger == common) + 1;
            if (common == payee || down > 0)
            {
                return new TradeRoute([.. fromPayer.Take(up)], [.. fromPayee.Take(down).Reverse()]);
            }
        }

        return Refusal.For(RefusalReason.NoPath, new("from", payer.ToString()), new("to", payee.ToString()));
    }

    private static List<LedgerLink> Climb(LedgerId ledger, Func<LedgerId, LedgerLink?> linkOf)
    {
        List<LedgerLink> links = [];
        for (var link = linkOf(ledger); link is not null && links.Count < DepthMax; link = linkOf(link.UpperLedger))
        {
            links.Add(link);
        }

        return links;
    }
}
