using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// Notes of one value printed with consecutive numbers of a series: what a number alone tells. Never changes once it is
/// entered.
/// </summary>
/// <param name="Ledger">The coupon book that issues them.</param>
/// <param name="Range">The numbers.</param>
/// <param name="Value">Of each note.</param>
/// <param name="LastValidDay">The series' last valid day.</param>
public sealed record NoteRun(LedgerId Ledger, NoteRange Range, Amount Value, DateOnly LastValidDay)
{
    /// <summary>Whether a note of it is still taken on that day.</summary>
    public bool IsValidOn(DateOnly day) => day <= LastValidDay;
}
