using Regional.Domain.Money;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>
/// How much of an account's sales counts for Greco's limit: one counterparty makes up at most a share of them, against sales
/// made up between friends.
/// </summary>
public static class WashDamping
{
    private const long Whole = 1_000_000;

    /// <summary>The sales that count, minor units, rounded down, not negative.</summary>
    /// <param name="sales">What each counterparty bought, minor units, not negative.</param>
    /// <param name="share">Most that one counterparty makes up, above 0.</param>
    /// <param name="ofAllSales">
    /// Whether the share is of all sales; otherwise of those that count: then with fewer counterparties than whole shares
    /// (fewer than four at 25 %) nothing counts.
    /// </param>
    public static long Count(IEnumerable<long> sales, Percent share, bool ofAllSales)
    {
        var falling = sales.Where(static amount => amount > 0).OrderDescending().ToArray();
        Int128 all = 0;
        foreach (var amount in falling)
        {
            all += amount;
        }

        return ofAllSales ? CountOfAll(falling, all * share.Millionths / Whole) : CountOfCounted(falling, all, share);
    }

    private static long CountOfAll(long[] falling, Int128 most)
    {
        Int128 counted = 0;
        foreach (var amount in falling)
        {
            counted += Int128.Min(amount, most);
        }

        return checked((long)counted);
    }

    // The greatest total T with T = sum of min(sale, share × T): the k largest are cut to share × T, the rest counts whole.
    private static long CountOfCounted(long[] falling, Int128 rest, Percent share)
    {
        for (var cut = 0; cut <= falling.Length; cut++)
        {
            var whole = Whole - (cut * share.Millionths);
            if (whole <= 0)
            {
                return 0;
            }

            // T = rest / (1 − k × share); right as soon as the largest that is left whole stays within its share.
            if (cut == falling.Length || (Int128)falling[cut] * whole <= rest * share.Millionths)
            {
                return checked((long)(rest * Whole / whole));
            }

            rest -= falling[cut];
        }

        return 0;
    }
}
