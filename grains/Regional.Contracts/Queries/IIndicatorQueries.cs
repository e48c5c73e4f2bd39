using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons.Indicators;

namespace Regional.Contracts.Queries;

/// <summary>What a coupon book's indicators are worked out from (002, III); each answer is one snapshot.</summary>
public interface IIndicatorQueries
{
    /// <summary>The figures and the months that begin within some dates.</summary>
    /// <exception cref="LedgerUnavailable">The database did not answer.</exception>
    Task<IndicatorDetail> FindAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);
}

/// <summary>A coupon book's indicators.</summary>
/// <param name="Start">First day of the month in which its first series was issued; null: none was.</param>
/// <param name="Figures">As entered, the newest of each month and indicator.</param>
/// <param name="Months">From the journal, every month that begins within the dates and not before the start.</param>
public sealed record IndicatorDetail(
    DateOnly? Start, ImmutableArray<MonthlyFigure> Figures, ImmutableArray<CouponMonth> Months);
