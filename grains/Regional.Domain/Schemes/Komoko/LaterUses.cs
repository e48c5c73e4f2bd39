using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>What a posting took from a lot.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Date">Business date.</param>
/// <param name="PaidMinor">Paid on, minor units; zero: it only charged demurrage, of its own date too.</param>
/// <param name="ChargedMinor">Charged, minor units.</param>
public sealed record PastUse(long Lot, DateOnly Date, long PaidMinor, long ChargedMinor);

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
    /// <param name="lots">As they are now.</param>
    /// <param name="uses">All that was ever taken from them, in the order of the journal.</param>
    /// <param name="last">The month's last day.</param>
    /// <param name="schedule">In force on that day.</param>
    public static ImmutableDictionary<long, Int128> Parts(
        IEnumerable<Lot> lots, IEnumerable<PastUse> uses, DateOnly last, DemurrageSchedule schedule)
    {
        var byLot = uses.ToLookup(static use => use.Lot);
        return lots.Where(lot => lot.AccruedTo > last).Select(lot => KeyValuePair.Create(
            lot.Id, LaterParts(lot, [.. byLot[lot.Id]], last, schedule))).ToImmutableDictionary();
    }

    // Of a lot that arrived later all is later, whatever the schedule it accrued under.
    private static Int128 LaterParts(Lot lot, ImmutableArray<PastUse> uses, DateOnly last, DemurrageSchedule schedule) =>
        lot.ArrivedOn > last
            ? lot.AccruedParts
            : Int128.Min(lot.AccruedParts, Parts(lot, uses, last, schedule));

    // What is booked late has an early date and finds the days after it accrued on what was open before.
    private static Int128 Parts(Lot lot, ImmutableArray<PastUse> uses, DateOnly last, DemurrageSchedule schedule)
    {
        Int128 parts = 0;
        var open = lot.OpenMinor + uses.Sum(static use => use.PaidMinor + use.ChargedMinor);
        var accruedTo = last;
        foreach (var use in uses)
        {
            var until = use.PaidMinor > 0 ? use.Date.AddDays(-1) : use.Date;
            if (until > accruedTo)
            {
                parts += schedule.Accrue(open, lot.MaturesOn, accruedTo.AddDays(1), until);
                accruedTo = until;
            }

            open -= use.PaidMinor + use.ChargedMinor;
        }

        return parts + schedule.Accrue(open, lot.MaturesOn, accruedTo.AddDays(1), lot.AccruedTo);
    }
}
