using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>Demurrage of one account at a month's end: what its lots have accrued, in whole minor units.</summary>
/// <param name="Uses">Every lot that accrued something since the last charge.</param>
/// <param name="CarryParts">The fraction that the account carries afterwards, less than one minor unit if there was a lot to charge.</param>
public sealed record MonthlyCharge(ImmutableArray<LotUse> Uses, Int128 CarryParts)
{
    /// <summary>What is charged, minor units.</summary>
    public long ChargedMinor => Uses.Sum(static use => use.ChargedMinor);

    /// <summary>
    /// Charges every day up to the month's last one. Each lot is rounded down and keeps its fraction; whole minor units
    /// that lots closed earlier have left are taken from the first lot that has room for them.
    /// </summary>
    /// <param name="lots">The account's lots.</param>
    /// <param name="carryParts">The fraction that it carries.</param>
    /// <param name="last">The month's last day.</param>
    /// <param name="schedule">In force on that day.</param>
    /// <param name="later">
    /// By lot, what it has accrued on days after the last one, in parts of a minor unit: the next month's. Null: no payment
    /// of the next month has used one.
    /// </param>
    public static MonthlyCharge Of(
        IEnumerable<Lot> lots, Int128 carryParts, DateOnly last, DemurrageSchedule schedule,
        IReadOnlyDictionary<long, Int128>? later = null)
    {
        var uses = ImmutableArray.CreateBuilder<LotUse>();
        var carry = carryParts;
        foreach (var lot in Lot.InOrder(lots))
        {
            var nextMonths = later?.GetValueOrDefault(lot.Id) ?? 0;
            var now = lot.AccruedUntil(last, schedule);
            now = now with { AccruedParts = now.AccruedParts - nextMonths };
            if (now.AccruedParts == 0)
            {
                continue;
            }

            var carried = (long)Int128.Min(now.AvailableMinor, carry / DemurrageSchedule.PartsPerMinor);
            var charged = now.AccruedMinor + carried;
            var closes = charged == now.OpenMinor;
            carry += (closes ? now.FractionParts + nextMonths : 0) - ((Int128)carried * DemurrageSchedule.PartsPerMinor);
            uses.Add(new LotUse
            {
                Lot = lot,
                PaidMinor = 0,
                ChargedMinor = charged,
                AccruedParts = closes ? 0 : now.FractionParts + nextMonths,
                AccruedTo = now.AccruedTo,
            });
        }

        return new MonthlyCharge(uses.ToImmutable(), carry);
    }
}
