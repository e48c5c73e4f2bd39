using System.Collections.Immutable;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Schemes.Trials;

/// <summary>A lot as it lay, with what was taken of it.</summary>
/// <param name="ArrivedOn">Business date of its arrival.</param>
/// <param name="MaturesOn">Its maturity date.</param>
/// <param name="GraceDays">The grace that was in force when it arrived.</param>
/// <param name="AmountMinor">What arrived, more than zero.</param>
/// <param name="Taken">Paid and charged, by business date.</param>
public sealed record PastLot(
    DateOnly ArrivedOn, DateOnly MaturesOn, int GraceDays, long AmountMinor, ImmutableArray<(DateOnly Date, long Minor)> Taken);

/// <summary>
/// What a schedule and a grace period would have charged on lots as they lay: amounts are those of the past, so a charge
/// that is tried changes no later balance.
/// </summary>
public static class DemurrageTrial
{
    /// <summary>
    /// What accrues on days from one to another, in parts of a minor unit (<see cref="DemurrageSchedule.PartsPerMinor"/>). A
    /// lot that arrived with the full grace has the tried one; a copied maturity stays.
    /// </summary>
    public static Int128 Accrued(PastLot lot, DateOnly first, DateOnly last, KomokoTerms terms)
    {
        var matures = lot.MaturesOn == lot.ArrivedOn.AddDays(lot.GraceDays)
            ? lot.ArrivedOn.AddDays(terms.GraceDays)
            : lot.MaturesOn;
        Int128 parts = 0;
        var (open, from) = (lot.AmountMinor, first > lot.ArrivedOn ? first : lot.ArrivedOn);
        foreach (var (date, minor) in lot.Taken.OrderBy(static one => one.Date))
        {
            var until = date.AddDays(-1) < last ? date.AddDays(-1) : last;
            if (until >= from)
            {
                parts += terms.Schedule.Accrue(open, matures, from, until);
                from = until.AddDays(1);
            }

            open -= minor;
        }

        return from <= last ? parts + terms.Schedule.Accrue(open, matures, from, last) : parts;
    }
}
