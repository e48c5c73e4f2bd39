using System.Collections.Immutable;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.MutualCredit;

/// <summary>Limits by model: Riegel and Greco as 003 cites them, cell by cell.</summary>
public sealed class LimitModelTests
{
    private static readonly DateOnly AsOf = new(2026, 6, 30);

    [Theory]
    [InlineData(5_000, 15_000, 7_500, 22_500)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 3, 1, 4)]
    public void Riegel_grants_three_months_pay_for_wages_and_half_of_it_for_purchases(
        long pay, long payroll, long commercial, long limit)
    {
        var grant = LimitBasis.Riegel(pay, new CreditTerms { Model = LimitModel.Riegel }).Grant;
        Assert.Equal((payroll, commercial, limit, null), (grant.PayrollMinor, grant.CommercialMinor, grant.LimitMinor, grant.CeilingMinor));
    }

    [Fact]
    public void Riegels_months_and_share_are_parameters_and_no_pay_overflows()
    {
        var terms = new CreditTerms { Model = LimitModel.Riegel, PayMonths = 2, CommercialShare = Percent.OfWhole(25) };
        Assert.Equal((10_000, 2_500), (LimitBasis.Riegel(5_000, terms).Grant.PayrollMinor, LimitBasis.Riegel(5_000, terms).Grant.CommercialMinor));
        var most = LimitBasis.Riegel(long.MaxValue, new CreditTerms()).Grant;
        Assert.Equal(most.LimitMinor, most.PayrollMinor + most.CommercialMinor);
    }

    /// <summary>Sales by counterparty, share in per cent, whether of all sales, what counts.</summary>
    public static TheoryData<long[], int, bool, long> Washes => new()
    {
        { [100, 100, 100, 100], 25, false, 400 },
        { [100, 100, 100], 25, false, 0 },
        { [1_000], 25, false, 0 },
        { [], 25, false, 0 },
        { [0, 0], 25, false, 0 },
        { [1_000, 100, 100, 100], 25, false, 400 },
        { [1_000, 100, 100, 100, 100], 25, false, 533 },
        { [400, 300, 200, 100, 100, 100], 25, false, 1_000 },
        { [1_000, 1_000, 50, 50], 25, false, 200 },
        { [700, 300], 50, false, 600 },
        { [1_000], 100, false, 1_000 },
        { [600, 400], 25, true, 500 },
        { [1_000], 25, true, 250 },
        { [100, 100, 100, 100, 100], 25, true, 500 },
    };

    [Theory]
    [MemberData(nameof(Washes))]
    public void One_counterparty_makes_up_at_most_its_share(long[] sales, int percent, bool ofAll, long counted) =>
        Assert.Equal(counted, WashDamping.Count(sales, Percent.OfWhole(percent), ofAll));

    [Fact]
    public void What_counts_never_falls_when_somebody_buys_more_and_never_exceeds_what_was_sold()
    {
        var random = new Random(17);
        for (var turn = 0; turn < 500; turn++)
        {
            var sales = Enumerable.Range(0, random.Next(0, 9)).Select(_ => random.NextInt64(0, 5_000)).ToList();
            var share = Percent.OfWhole(random.Next(1, 101));
            var counted = WashDamping.Count(sales, share, ofAllSales: false);
            Assert.InRange(counted, 0, sales.Sum());

            // No counterparty's part of what counts is above its share, but for the minor unit that rounding drops.
            var most = (Int128)counted * share.Millionths / 1_000_000;
            var check = sales.Aggregate((Int128)0, (sum, amount) => sum + Int128.Min(amount, most + 1));
            Assert.True(counted <= check, $"turn {turn}");
            if (sales.Count > 0)
            {
                sales[random.Next(sales.Count)] += 100;
                Assert.True(WashDamping.Count(sales, share, ofAllSales: false) >= counted, $"turn {turn}");
            }
        }
    }

    [Theory]
    [InlineData("2", 4_800, "2025-01-15", 12, 800)]
    [InlineData("3", 4_800, "2025-01-15", 12, 1_200)]
    [InlineData("2.5", 4_800, "2026-03-31", 3, 4_000)]
    [InlineData("2", 4_800, "2026-03-30", 4, 2_400)]
    [InlineData("2", 4_800, "2026-06-30", 1, 9_600)]
    [InlineData("2", 0, null, 0, 0)]
    public void Greco_grants_a_multiple_of_mean_monthly_sales_and_newcomers_nothing_until_they_sell(
        string multiple, long sold, string? firstSale, int months, long limit)
    {
        var terms = CreditTerms.Of(Given(("limitModel", "greco"), ("grecoMultiple", multiple)), Rupiah);
        ImmutableArray<long> sales = sold == 0 ? [] : [sold / 4, sold / 4, sold / 4, sold / 4];
        DateOnly? first = firstSale is null ? null : DateOnly.Parse(firstSale, System.Globalization.CultureInfo.InvariantCulture);

        var basis = LimitBasis.Greco(sales, first, AsOf, terms);

        Assert.Equal((months, limit), (basis.Months, basis.Grant.LimitMinor));
        Assert.Equal(new DateOnly(2025, 7, 1), LimitBasis.FirstDate(AsOf, terms));
    }

    [Theory]
    [InlineData("1.5", 1_000, 1_500L)]
    [InlineData("1.5", 0, null)]
    [InlineData(null, 1_000, null)]
    public void A_ceiling_is_a_multiple_of_the_limit_where_there_is_one(string? multiple, long limit, long? ceiling)
    {
        var terms = CreditTerms.Of(multiple is null ? Given() : Given(("ceilingMultiple", multiple)), Rupiah);
        Assert.Equal(ceiling, LimitBasis.Fixed(limit, terms).Grant.CeilingMinor);
    }

    [Theory]
    [InlineData(-799, -1_000L, false)]
    [InlineData(-800, -1_000L, true)]
    [InlineData(-1_000, -1_000L, true)]
    [InlineData(-1_500, -1_000L, true)]
    [InlineData(5, -1_000L, false)]
    [InlineData(-800, null, false)]
    [InlineData(-800, 0L, false)]
    public void From_four_fifths_of_the_limit_on_its_holder_is_warned(long balance, long? floor, bool isNear) =>
        Assert.Equal(isNear, new CreditTerms().IsNearLimit(balance, floor));

    [Theory]
    [InlineData("grecoMultiple", "3.01", "parameterInvalid")]
    [InlineData("grecoMultiple", "1.99", "parameterInvalid")]
    [InlineData("grecoMultiple", "2", "parametersContradict")]
    [InlineData("purchasePurposes", "goods", "parametersContradict")]
    [InlineData("softLimit", "0", "parameterInvalid")]
    public void Terms_that_make_no_sense_are_refused(string name, string value, string code) =>
        Assert.Equal(code, TermsRules.Check("mutual-credit", Given((name, value)).Values, Rupiah)?.Entry.Code);

    [Fact]
    public void Wages_are_no_purchase() => Assert.Equal(
        "parametersContradict",
        TermsRules.Check("mutual-credit", Given(("limitModel", "riegel"), ("purchasePurposes", "goods,wages")).Values, Rupiah)?.Entry.Code);

    private static SchemeParameters Given(params (string Name, string Value)[] parameters) =>
        new(parameters.ToImmutableSortedDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal));
}
