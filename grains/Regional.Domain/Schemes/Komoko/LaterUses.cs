using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>What payments after a month's last day took from a lot, newest first.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Date">Business date, after the month's last day.</param>
/// <param name="TakenMinor">Paid or charged, minor units.</param>
public sealed record LaterUse(long Lot, DateOnly Date, long TakenMinor);

/// <summary>
/// Tells the next month's demurrage from this one's. A month is ended while business goes on: a payment of the next month
/// has charged its lot up to the day before, on what was open then.
/// </summary>
public static class LaterUses
{
    /// <summary>
    /// By lot, what it has accrued on days after <paramref name="last"/>, in parts of a minor unit; lots without such days
    /// are left out.
    /// </summary>
    public static ImmutableDictionary<long, Int128> Parts(
        IEnumerable<Lot> lots, IEnumerable<LaterUse> uses, DateOnly last, DemurrageSchedule schedule)
    {
        var byLot = uses.ToLookup(static use => use.Lot);
        return lots.Where(lot => lot.AccruedTo > last).Select(lot => KeyValuePair.Create(
            lot.Id, Int128.Min(lot.AccruedParts, Parts(lot, byLot[lot.Id], last, schedule)))).ToImmutableDictionary();
    }

    private static Int128 Parts(Lot lot, IEnumerable<LaterUse> uses, DateOnly last, DemurrageSchedule schedule)
    {
        Int128 parts = 0;
        var (open, until) = (lot.OpenMinor, lot.AccruedTo);
        foreach (var use in uses)
        {
            parts += schedule.Accrue(open, lot.MaturesOn, use.Date, until);
            open += use.TakenMinor;
            until = use.Date.AddDays(-1) < until ? use.Date.AddDays(-1) : until;
        }

        return parts + schedule.Accrue(open, lot.MaturesOn, last.AddDays(1), until);
    }
}
