using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// What a payment takes from lots (003, 3.2): shortest maturity first, equal maturities older first. A lot that is used up
/// closes and pays its demurrage then, rounded down; the account carries the fraction to its next month end.
/// </summary>
/// <param name="Uses">In the order of consumption.</param>
/// <param name="UncoveredMinor">What the lots do not cover, zero or more: the overdrawn part.</param>
/// <param name="CarryParts">The fraction that the account carries afterwards.</param>
public sealed record LotConsumption(ImmutableArray<LotUse> Uses, long UncoveredMinor, Int128 CarryParts)
{
    /// <summary>Demurrage of the lots that close, minor units.</summary>
    public long ChargedMinor => Uses.Sum(static use => use.ChargedMinor);

    /// <summary>Takes an amount from lots.</summary>
    /// <param name="lots">The account's open lots.</param>
    /// <param name="carryParts">The fraction that the account carries from lots closed before.</param>
    /// <param name="amount">Minor units, zero or more.</param>
    /// <param name="date">Business date: the day is charged to whoever has the money at its end.</param>
    /// <param name="schedule">In force on that date.</param>
    /// <param name="maturesFrom">Only lots that mature on this date or later; null: any.</param>
    /// <param name="chargesOnClose">Whether a lot that closes is charged now; otherwise the account carries what it owes.</param>
    public static LotConsumption Take(
        IEnumerable<Lot> lots, Int128 carryParts, long amount, DateOnly date, DemurrageSchedule schedule,
        DateOnly? maturesFrom = null, bool chargesOnClose = true)
    {
        var uses = ImmutableArray.CreateBuilder<LotUse>();
        var left = amount;
        var carry = carryParts;
        foreach (var lot in Lot.InOrder(lots))
        {
            if (left == 0)
            {
                break;
            }

            if (lot.MaturesOn < maturesFrom)
            {
                continue;
            }

            var now = lot.AccruedUntil(date.AddDays(-1), schedule);
            var payable = chargesOnClose ? now.AvailableMinor : now.OpenMinor;
            var paid = long.Min(left, payable);
            var closes = paid == payable;
            uses.Add(new LotUse
            {
                Lot = lot,
                PaidMinor = paid,
                ChargedMinor = closes && chargesOnClose ? now.AccruedMinor : 0,
                AccruedParts = closes ? 0 : now.AccruedParts,
                AccruedTo = now.AccruedTo,
            });
            carry += closes ? chargesOnClose ? now.FractionParts : now.AccruedParts : 0;
            left -= paid;
        }

        return new LotConsumption(uses.ToImmutable(), left, carry);
    }
}

/// <summary>What one posting does to one lot.</summary>
public sealed record LotUse
{
    /// <summary>As it was before.</summary>
    public required Lot Lot { get; init; }

    /// <summary>What is paid from it, minor units, zero or more.</summary>
    public required long PaidMinor { get; init; }

    /// <summary>Demurrage posted, minor units, zero or more.</summary>
    public required long ChargedMinor { get; init; }

    /// <summary>What stays accrued on it.</summary>
    public required Int128 AccruedParts { get; init; }

    /// <summary>The last day that was charged.</summary>
    public required DateOnly AccruedTo { get; init; }

    /// <summary>What is open afterwards.</summary>
    public long OpenMinor => Lot.OpenMinor - PaidMinor - ChargedMinor;

    /// <summary>The lot afterwards.</summary>
    public Lot After => Lot with { OpenMinor = OpenMinor, AccruedParts = AccruedParts, AccruedTo = AccruedTo };
}
