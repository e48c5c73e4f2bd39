using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Periods;

/// <summary>A period of a ledger: business dates from the first to the last, both in it.</summary>
/// <param name="Id">Its number in the database.</param>
/// <param name="No">Its place in the ledger, from 1 without gaps.</param>
/// <param name="FirstDate">The day after the last date of the period before.</param>
/// <param name="LastDate">A business day: the cycle's date, or the following business day.</param>
public sealed record PeriodSpan(PeriodId Id, int No, DateOnly FirstDate, DateOnly LastDate)
{
    /// <summary>Whether a business date is in it.</summary>
    public bool Contains(DateOnly date) => FirstDate <= date && date <= LastDate;
}
