using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// A credit with its maturity date on a maturity-aware account (003, 3.1): a household's real account or any financial
/// account. The date never changes.
/// </summary>
public sealed record Lot
{
    /// <summary>Given by the database in order of arrival.</summary>
    public required long Id { get; init; }

    /// <summary>The business date on which it arrived.</summary>
    public DateOnly ArrivedOn { get; init; }

    /// <summary>The first day on which it is charged.</summary>
    public required DateOnly MaturesOn { get; init; }

    /// <summary>What is open, minor units, zero or more; zero: closed.</summary>
    public required long OpenMinor { get; init; }

    /// <summary>The last day whose demurrage is in <see cref="AccruedParts"/>.</summary>
    public required DateOnly AccruedTo { get; init; }

    /// <summary>Demurrage that is not posted yet, in parts of a minor unit (<see cref="DemurrageSchedule.PartsPerMinor"/>).</summary>
    public Int128 AccruedParts { get; init; }

    /// <summary>Whole minor units of demurrage not posted yet, at most what is open.</summary>
    public long AccruedMinor => (long)Int128.Min(OpenMinor, AccruedParts / DemurrageSchedule.PartsPerMinor);

    /// <summary>The part of a minor unit beyond <see cref="AccruedMinor"/>; a lot is never charged more than is open.</summary>
    public Int128 FractionParts => AccruedParts / DemurrageSchedule.PartsPerMinor > OpenMinor
        ? 0
        : AccruedParts % DemurrageSchedule.PartsPerMinor;

    /// <summary>What may be paid from it: open − accrued.</summary>
    public long AvailableMinor => OpenMinor - AccruedMinor;

    /// <summary>
    /// The same with every day up to <paramref name="date"/> charged on what was open then; days that were charged once
    /// are not charged again.
    /// </summary>
    public Lot AccruedUntil(DateOnly date, DemurrageSchedule schedule) => date <= AccruedTo
        ? this
        : this with
        {
            AccruedParts = AccruedParts + schedule.Accrue(OpenMinor, MaturesOn, AccruedTo.AddDays(1), date),
            AccruedTo = date,
        };

    /// <summary>The order in which lots are consumed: shortest maturity first, of equal ones the older.</summary>
    public static ImmutableArray<Lot> InOrder(IEnumerable<Lot> lots) =>
        [.. lots.Where(static lot => lot.OpenMinor > 0).OrderBy(static lot => lot.MaturesOn).ThenBy(static lot => lot.Id)];
}
