using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>What a holder wants to know of an account on a date: spendable now, what matures when, the next charge.</summary>
/// <param name="Lots">Open lots in the order of consumption, charged up to the day before.</param>
/// <param name="AccruedMinor">Demurrage that is not posted yet.</param>
/// <param name="AvailableMinor">Open less accrued less pending debits: what may be paid without overdraft.</param>
/// <param name="SpendableMinor">What a real payment may use, overdraft included; null: the account has no floor.</param>
/// <param name="NextChargeOn">The month's end at which something is charged if nothing is spent; null: nothing to charge.</param>
/// <param name="NextChargeMinor">How much then, under today's schedule.</param>
public sealed record MaturityView(
    ImmutableArray<LotView> Lots, long AccruedMinor, long AvailableMinor, long? SpendableMinor, DateOnly? NextChargeOn,
    long NextChargeMinor)
{
    /// <summary>Works it out.</summary>
    public static MaturityView Of(KomokoParty party, DateOnly date, KomokoTerms terms)
    {
        var lots = Lot.InOrder(party.IsMaturityAware ? party.Lots : [])
            .Select(lot => lot.AccruedUntil(date.AddDays(-1), terms.Schedule)).ToImmutableArray();
        var accrued = lots.Sum(static lot => lot.AccruedMinor);
        var own = party.IsMaturityAware ? lots.Sum(static lot => lot.AvailableMinor) : long.Max(0, party.Account.Balance);
        var room = party.Account.DebitRoom is { } left ? (long?)Int128.Max(0, left - accrued) : null;
        var available = long.Max(0, own - party.Account.DebitsPending);
        DateOnly? chargeOn = lots.IsEmpty ? null : MonthEnd(lots[0].MaturesOn > date ? lots[0].MaturesOn : date);
        var charge = chargeOn is { } end
            ? MonthlyCharge.Of(lots, party.Standing.CarryParts, end, terms.Schedule).ChargedMinor
            : 0;
        return new MaturityView(
            [.. lots.Select(lot => new LotView(lot, lot.MaturesOn <= date, lot.MaturesOn <= date.AddDays(terms.NoticeDays)))],
            accrued,
            available,
            party.Circle == Circle.Financial ? available : room,
            chargeOn,
            charge);
    }

    /// <summary>The last date of a date's month.</summary>
    public static DateOnly MonthEnd(DateOnly date) => new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
}

/// <summary>A lot as its holder sees it.</summary>
/// <param name="Lot">Charged up to the day before.</param>
/// <param name="IsMatured">Whether it is charged today.</param>
/// <param name="IsNoticed">Whether it is, or will be within the days of notice.</param>
public sealed record LotView(Lot Lot, bool IsMatured, bool IsNoticed);
