using System.Collections.Immutable;

namespace Regional.Domain.Schemes.Coupons.Indicators;

/// <summary>What 002 assumes the coupons will bring about (III.C), in its order.</summary>
public enum ResultAssumption
{
    /// <summary>The credit union sees an increase of new accounts above the previous average.</summary>
    NewAccounts = 1,

    /// <summary>The credit union sees increased savings of rupiah above the previous average.</summary>
    Savings = 2,

    /// <summary>The credit union sees increased money supply in the community.</summary>
    MoneySupply = 3,

    /// <summary>Business members see increased business.</summary>
    Business = 4,

    /// <summary>Individual members see increased economic activity.</summary>
    Activity = 5,

    /// <summary>The community sees increased local economic activity.</summary>
    LocalActivity = 6,
}

/// <summary>What the figures say of an assumption.</summary>
public enum Finding
{
    /// <summary>Before or during there is no figure to compare.</summary>
    NoData,

    /// <summary>During is more than before.</summary>
    Supported,

    /// <summary>During is not more than before.</summary>
    NotSupported,
}

/// <summary>An assumption held against the baseline.</summary>
/// <param name="Assumption">Which.</param>
/// <param name="BeforeHundredths">Monthly average before the start, hundredths of the unit; null: no figures.</param>
/// <param name="DuringHundredths">Monthly average since; null: no figures.</param>
public sealed record AssumptionTest(ResultAssumption Assumption, long? BeforeHundredths, long? DuringHundredths)
{
    /// <summary>What they say.</summary>
    public Finding Finding => (BeforeHundredths, DuringHundredths) switch
    {
        ({ } before, { } during) => during > before ? Finding.Supported : Finding.NotSupported,
        _ => Finding.NoData,
    };

    /// <summary>How the averages are written.</summary>
    public IndicatorUnit Unit =>
        Assumption == ResultAssumption.NewAccounts ? IndicatorUnit.Count : IndicatorUnit.Money;
}

/// <summary>
/// The six assumptions tested. New accounts and savings: mean monthly change of the entered figures. Money supply:
/// notes outside and balances above zero at the months' ends; before the start there were none, so zero. Business,
/// activity, local activity: what was entered in rupiah, and since the start what the journal shows in coupons besides;
/// of months that have an entry, since half of a sum is no sum.
/// </summary>
public static class AssumptionTests
{
    /// <summary>Tests them.</summary>
    /// <param name="figures">Entered, of months before and since the start.</param>
    /// <param name="months">From the journal, since the start.</param>
    /// <param name="start">First month of the coupons.</param>
    public static ImmutableArray<AssumptionTest> Of(
        IReadOnlyCollection<MonthlyFigure> figures, IReadOnlyCollection<CouponMonth> months, DateOnly start)
    {
        AssumptionTest Changes(ResultAssumption assumption, Indicator indicator)
        {
            var series = Baseline.SeriesOf(figures, indicator);
            return new AssumptionTest(
                assumption, IndicatorUnits.MeanHundredths(series.Changes(DateOnly.MinValue, start)),
                IndicatorUnits.MeanHundredths(series.Changes(start, DateOnly.MaxValue)));
        }

        AssumptionTest Sums(ResultAssumption assumption, Indicator indicator, Func<CouponMonth, long> inCoupons)
        {
            var own = figures.Where(figure => figure.Indicator == indicator).ToArray();
            var coupons = months.ToDictionary(static month => month.Month, inCoupons);
            return new AssumptionTest(
                assumption,
                IndicatorUnits.MeanHundredths(
                    [.. own.Where(figure => figure.Month < start).Select(static figure => figure.Value)]),
                IndicatorUnits.MeanHundredths(
                    [.. own.Where(figure => figure.Month >= start)
                        .Select(figure => figure.Value + coupons.GetValueOrDefault(figure.Month))]));
        }

        return
        [
            Changes(ResultAssumption.NewAccounts, Indicator.Accounts),
            Changes(ResultAssumption.Savings, Indicator.Savings),
            new AssumptionTest(
                ResultAssumption.MoneySupply, BeforeHundredths: 0,
                IndicatorUnits.MeanHundredths(
                    [.. months.Where(month => month.Month >= start).Select(static month => month.MoneySupply)])),
            Sums(ResultAssumption.Business, Indicator.BusinessTurnover, static month => month.ToBusinesses),
            Sums(ResultAssumption.Activity, Indicator.MemberSpending, static month => month.ByIndividuals),
            Sums(ResultAssumption.LocalActivity, Indicator.LocalTrade, static month => month.Turnover),
        ];
    }
}
