using System.Collections.Immutable;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Coupons.Indicators;
using Regional.Silo.Edge;

namespace Regional.Silo.Reports.Coupons;

/// <summary>002's indicators as tables: the baseline, the months, the six assumptions.</summary>
internal sealed class IndicatorTables(CouponTexts texts, Currency currency, DateOnly first, DateOnly last)
{
    private const byte HundredthsScale = 2;

    private static readonly ImmutableArray<Indicator> Entered = [.. Enum.GetValues<Indicator>()];

    /// <summary>What was before the start (III.A).</summary>
    public CouponTable Baseline(IndicatorDetail detail) => new(
        texts["baseline"],
        Head(detail),
        [texts["indicator"], texts["months"], texts["average"], texts["highestIncrease"], texts["lowestDecrease"]],
        [false, true, true, true, true],
        [
            .. Domain.Schemes.Coupons.Indicators.Baseline.Of(detail.Figures, detail.Start ?? DateOnly.MaxValue)
                .Select(line => ImmutableArray.Create(
                    line.Indicator == Indicator.Assets ? texts["assetGrowth"] : Name(line.Indicator), $"{line.Months}",
                    Average(line.AverageHundredths, IndicatorUnits.UnitOf(line.Indicator)),
                    Figure(line.HighestIncrease, IndicatorUnits.UnitOf(line.Indicator)),
                    Figure(line.LowestDecrease, IndicatorUnits.UnitOf(line.Indicator)))),
        ],
        [],
        [texts["administrator"]]);

    /// <summary>Every month, before and since the start (III.B): what was entered, and what the journal says.</summary>
    public CouponTable Months(IndicatorDetail detail)
    {
        var months = detail.Months.ToDictionary(static month => month.Month);
        var figures = detail.Figures.ToLookup(static figure => figure.Month);
        return new CouponTable(
            texts["indicators"],
            Head(detail),
            [
                texts["month"], texts["phase"], .. Entered.Select(Name), texts["newCouponAccounts"],
                texts["couponsInCirculation"], texts["moneySupply"], texts["couponTurnover"], texts["noteReturns"],
                texts["tracerVelocity"],
            ],
            [false, false, .. Enumerable.Repeat(true, Entered.Length + 6)],
            [
                .. figures.Select(static month => month.Key).Concat(months.Keys).Distinct().Order().Select(month => Row(
                    month, detail.Start is { } start && month >= start, figures[month].ToDictionary(
                        static figure => figure.Indicator, static figure => figure.Value),
                    months.GetValueOrDefault(month))),
            ],
            [],
            [texts["administrator"], texts["trustee"]]);
    }

    /// <summary>The six assumptions held against the baseline (III.C).</summary>
    public CouponTable Assumptions(IndicatorDetail detail) => new(
        texts["assumptions"],
        Head(detail),
        [texts["no"], texts["assumption"], texts["before"], texts["during"], texts["finding"]],
        [true, false, true, true, false],
        [
            .. AssumptionTests.Of(detail.Figures, detail.Months, detail.Start ?? DateOnly.MaxValue).Select(
                test => ImmutableArray.Create(
                    $"{(int)test.Assumption}", texts[$"assumption.{Words.Of(test.Assumption)}"],
                    Average(test.BeforeHundredths, test.Unit), Average(test.DuringHundredths, test.Unit),
                    texts[$"finding.{Words.Of(test.Finding)}"])),
        ],
        [],
        [texts["administrator"], texts["trustee"]]);

    /// <summary>How many coupons the community will need, both ways (II.A.1.6E.a); what is not told has an empty cell.</summary>
    /// <param name="detail">For the head.</param>
    /// <param name="limit">Credit limit of one member.</param>
    /// <param name="members">How many.</param>
    /// <param name="volume">Of a month.</param>
    /// <param name="needs">What one family spends a month on key basic needs; null: not told.</param>
    /// <param name="families">How many; null: not told.</param>
    public CouponTable Volume(
        IndicatorDetail detail, Amount limit, int members, Amount volume, Amount? needs, int? families)
    {
        var projected = needs is { } spent && families is { } all ? MoneyVolume.ByNeeds(spent, all) : (ProjectedVolume?)null;
        ImmutableArray<string> Item(string code, Amount? amount) => [texts[code], amount?.ToDecimalString() ?? ""];
        return new CouponTable(
            texts["volume"],
            Head(detail),
            [texts["item"], texts["value"]],
            [false, true],
            [
                Item("creditLimit", limit), [texts["members"], $"{members}"], Item("monthlyVolume", volume),
                Item("volumeByLimits", MoneyVolume.ByLimits(limit, members, volume)), Item("basicNeeds", needs),
                [texts["families"], $"{families}"], Item("volumeByNeedsMonth", projected?.Month),
                Item("volumeByNeedsYear", projected?.Year),
            ],
            [],
            [texts["administrator"]]);
    }

    private ImmutableArray<string> Row(
        DateOnly month, bool isDuring, Dictionary<Indicator, long> figures, CouponMonth? journal) =>
    [
        $"{month:yyyy-MM}", texts[isDuring ? "during" : "before"],
        .. Entered.Select(indicator =>
            Figure(figures.TryGetValue(indicator, out var value) ? value : null, IndicatorUnits.UnitOf(indicator))),
        Figure(journal?.NewAccounts, IndicatorUnit.Count), Figure(journal?.Circulation, IndicatorUnit.Money),
        Figure(journal?.MoneySupply, IndicatorUnit.Money), Figure(journal?.Turnover, IndicatorUnit.Money),
        Average(journal?.ReturnsHundredths, IndicatorUnit.Count),
        Average(IndicatorUnits.TracerVelocityHundredths(figures), IndicatorUnit.Count),
    ];

    private string Name(Indicator indicator) => texts[$"indicator.{Words.Of(indicator)}"];

    private string Figure(long? value, IndicatorUnit unit) => value is not { } given
        ? ""
        : unit switch
        {
            IndicatorUnit.Count => MoneyText.Format(given, 0),
            IndicatorUnit.Money => MoneyText.Format(given, currency.Scale),
            IndicatorUnit.Share => MoneyText.Format(given, HundredthsScale),
        };

    private string Average(long? hundredths, IndicatorUnit unit) => hundredths is not { } given
        ? ""
        : MoneyText.Format(
            given, (byte)(HundredthsScale + (unit == IndicatorUnit.Money ? currency.Scale : 0)));

    private ImmutableArray<string> Head(IndicatorDetail detail) =>
    [
        texts["period", $"{first:yyyy-MM-dd}", $"{last:yyyy-MM-dd}"], texts["amountsIn", currency.Code],
        detail.Start is { } start ? texts["started", $"{start:yyyy-MM}"] : texts["notStarted"],
    ];
}
