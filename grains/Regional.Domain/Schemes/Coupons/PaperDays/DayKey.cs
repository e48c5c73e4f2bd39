using System.Globalization;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Coupons.PaperDays;

/// <summary>
/// What a day's lines have their ids from: the till it was keyed through, or, from the stock, the book and the date.
/// With the number of a line it makes the line's id, so that a day keyed twice is posted once.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Till">The till; null: the stock.</param>
/// <param name="Date">Date in the books.</param>
public readonly record struct DayKey(LedgerId Ledger, OperationId? Till, DateOnly Date)
{
    /// <summary>
    /// How often a line can be keyed under new ids: after a stored refusal, or after it was corrected and mended.
    /// </summary>
    public const int AttemptCountMax = 20;

    /// <summary>The id of a line.</summary>
    /// <param name="no">Its number on paper.</param>
    /// <param name="attempt">
    /// From 0: raised when what stands under the id before is refused for ever or corrected.
    /// </param>
    public OperationId LineId(long no, int attempt) => DerivedId.Of(
        string.Create(
            CultureInfo.InvariantCulture,
            $"paper-day/{(Till is { } till ? $"{till}" : $"{Ledger}/{Date:O}")}/{no}/{attempt}"));
}
