namespace Regional.Domain.Schemes.Coupons.Indicators;

/// <summary>How indicators are written and averaged.</summary>
public static class IndicatorUnits
{
    /// <summary>100 % in hundredths of a per cent.</summary>
    public const long WholeShare = 10_000;

    /// <summary>How its figures are written.</summary>
    public static IndicatorUnit UnitOf(Indicator indicator) => indicator switch
    {
        Indicator.Accounts or Indicator.NewBusinesses or Indicator.TracerNotes or Indicator.TracerHands =>
            IndicatorUnit.Count,
        Indicator.IncomeInCoupons => IndicatorUnit.Share,
        Indicator.Savings or Indicator.Assets or Indicator.SavingsDeposits or Indicator.BusinessTurnover
            or Indicator.MemberSpending or Indicator.LocalTrade => IndicatorUnit.Money,
    };

    /// <summary>A ratio in hundredths, half a hundredth rounded up.</summary>
    /// <param name="part">Zero or more.</param>
    /// <param name="whole">More than zero.</param>
    public static long RatioHundredths(Int128 part, Int128 whole) => checked((long)(((part * 200) + whole) / (2 * whole)));

    /// <summary>
    /// How often a tracer note changed hands in a month, in hundredths, half up; null: no note was traced, or no hands
    /// were counted.
    /// </summary>
    public static long? TracerVelocityHundredths(IReadOnlyDictionary<Indicator, long> figures) =>
        figures.TryGetValue(Indicator.TracerNotes, out var notes) && notes > 0
        && figures.TryGetValue(Indicator.TracerHands, out var hands)
            ? RatioHundredths(hands, notes)
            : null;

    /// <summary>
    /// The mean in hundredths of the unit, half a hundredth rounded away from zero; null: of nothing.
    /// </summary>
    public static long? MeanHundredths(IReadOnlyCollection<long> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var doubled = values.Aggregate((Int128)0, static (sum, value) => sum + value) * 200;
        var sign = doubled < 0 ? -1 : 1;
        return checked((long)((doubled + (sign * values.Count)) / (2 * values.Count)));
    }
}
