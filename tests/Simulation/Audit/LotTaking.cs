using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// What a payment takes from lots (003, 3.2): shortest maturity first, of equal ones the older. What is used up pays
/// its demurrage then, rounded down, and the account carries the fraction.
/// </summary>
internal sealed class LotTaking
{
    public List<(AuditLot Lot, JournalLotUse Use)> Uses { get; } = [];

    /// <summary>What no lot covers.</summary>
    public required Int128 Uncovered { get; init; }

    public required Int128 Carry { get; init; }

    public Int128 Charged => Uses.Aggregate((Int128)0, static (sum, use) => sum + use.Use.Charged);

    /// <summary>Works it out; lots stay as they are.</summary>
    /// <param name="lots">In the order of consumption.</param>
    /// <param name="carry">What the account carries before.</param>
    /// <param name="amount">What is taken.</param>
    /// <param name="date">Of the payment: the day is charged to whoever has the money at its end.</param>
    /// <param name="schedule">In force then.</param>
    /// <param name="isCharged">Whether what closes is charged; of a correction the account carries all of it.</param>
    public static LotTaking Of(
        IEnumerable<AuditLot> lots, Int128 carry, Int128 amount, DateOnly date, int[] schedule, bool isCharged = true)
    {
        var uses = new List<(AuditLot, JournalLotUse)>();
        foreach (var lot in lots)
        {
            if (amount == 0)
            {
                break;
            }

            var accruedTo = lot.AccruedTo > date.AddDays(-1) ? lot.AccruedTo : date.AddDays(-1);
            var parts = lot.PartsOn(accruedTo, schedule);
            var owed = isCharged ? Whole(lot, parts) : 0;
            var paid = Int128.Min(amount, lot.Open - owed);
            var closes = paid == lot.Open - owed;
            amount -= paid;
            carry += !closes ? 0 : isCharged ? Rest(lot, parts) : parts;
            uses.Add((lot, new JournalLotUse(
                lot.Account, lot.Id, (long)paid, closes ? (long)owed : 0, closes ? 0 : parts, accruedTo)));
        }

        var taking = new LotTaking { Uncovered = amount, Carry = carry };
        taking.Uses.AddRange(uses);
        return taking;
    }

    /// <summary>Whole minor units of what has accrued, at most what is open.</summary>
    public static Int128 Whole(AuditLot lot, Int128 parts) => Int128.Min(lot.Open, parts / AuditLot.PartsPerMinor);

    /// <summary>What is left beyond them; nobody is charged more than is open.</summary>
    public static Int128 Rest(AuditLot lot, Int128 parts) =>
        parts / AuditLot.PartsPerMinor > lot.Open ? 0 : parts % AuditLot.PartsPerMinor;

    /// <summary>Lots that a payment of a date may use without what has accrued on them.</summary>
    public static Int128 Available(IEnumerable<AuditLot> lots, DateOnly date, int[] schedule) => lots.Aggregate(
        (Int128)0, (sum, lot) => sum + lot.Open - Whole(lot, lot.PartsOn(date.AddDays(-1), schedule)));
}
