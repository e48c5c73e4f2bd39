using System.Collections.Immutable;
using System.Globalization;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>How the credit limits of a mutual-credit ledger come about.</summary>
public enum LimitModel
{
    /// <summary>Set by hand, account by account.</summary>
    Fixed,

    /// <summary>A multiple of mean monthly sales (Greco, as 003 cites him).</summary>
    Greco,

    /// <summary>A payroll power and a commercial power (Riegel, as 003 cites him).</summary>
    Riegel,
}

/// <summary>A mutual-credit ledger's terms in force on a date; what is not given has the default.</summary>
public sealed record CreditTerms
{
    /// <summary>Name of <see cref="Model"/>.</summary>
    public const string ModelParameter = "limitModel";

    private const string PurposesParameter = "purposes";
    private const string FinancialAllowedParameter = "financialAllowed";
    private const string NewAccountParameter = "newAccountLimit";
    private const string MultipleParameter = "grecoMultiple";
    private const string MonthsParameter = "grecoMonths";
    private const string SalesParameter = "salesPurposes";
    private const string WashShareParameter = "washShare";
    private const string WashBaseParameter = "washBase";
    private const string PayMonthsParameter = "payMonths";
    private const string CommercialParameter = "commercialShare";
    private const string PurchasesParameter = "purchasePurposes";
    private const string RepayParameter = "receiptsRepay";
    private const string SoftParameter = "softLimit";
    private const string CeilingParameter = "ceilingMultiple";
    private const string Wages = "wages";
    private const string Purchases = "purchases";

    /// <summary>The catalogue of the parameters.</summary>
    public static ImmutableArray<SchemeParameter> Parameters { get; } =
    [
        new(PurposesParameter, "", "The purpose codes allowed, separated by commas; not given: all.",
            "ours: a community may narrow what it trades in", static (text, _) => ArePurposes(text)),
        new(FinancialAllowedParameter, "true", "Whether financial purposes (loans and the like) are allowed: true or false.",
            "ours: 000 speaks of goods and services only", static (text, _) => bool.TryParse(text, out bool _)),
        new(ModelParameter, "fixed", "How limits come about: fixed (by hand), greco (from sales) or riegel (from pay).",
            "000 names no limits; 003 cites Riegel and Greco", static (text, _) => ReadModel(text) is not null),
        new(NewAccountParameter, "",
            "Credit limit of a new account where nobody names one, in units of the currency; not given: without limit under "
            + "fixed, zero under greco and riegel.",
            "ours: 000 is silent", static (text, currency) => ReadAmount(text, currency) is not null),
        new(MultipleParameter, "2", "Greco's m: the limit is m times mean monthly sales, 2 to 3, such as 2.5.",
            "Greco, as 003 cites him: two to three; the cautious end is the default", static (text, _) => ReadMultiple(text) is not null),
        Number(MonthsParameter, 12, 1, 36, "How many months the mean of the sales goes back; a younger account's begins with "
            + "its first month.", "ours: a year evens the seasons out"),
        new(SalesParameter, "goods,services,wages,fixed-asset", "The purpose codes whose receipts are sales.",
            "ours: what a member sells, labour among it; no gifts, loans or shares",
            static (text, _) => ArePurposes(text) && text.Length > 0),
        new(WashShareParameter, "25", "Per cent of the counted sales that one counterparty can make up, above 0 to 100.",
            "ours, against sales made up between friends", static (text, _) => Percent.TryParse(text) is { IsZero: false }),
        new(WashBaseParameter, "counted",
            "Whether that share is of the sales that count (counted) or of all sales (all).",
            "ours: of what counts, so that two who sell only to each other gain nothing",
            static (text, _) => text is "counted" or "all"),
        Number(PayMonthsParameter, 3, 1, 12, "Riegel's payroll power in months of pay.", "Riegel: three months' pay"),
        new(CommercialParameter, "50", "Riegel's commercial power in per cent of the payroll power, 0 to 100.",
            "Riegel: half of the payroll power", static (text, _) => Percent.TryParse(text) is not null),
        new(PurchasesParameter, "goods,services,fixed-asset", "The purpose codes that the commercial power pays.",
            "Riegel: for purchases only; ours which codes are purchases",
            static (text, _) => ArePurposes(text) && text.Length > 0),
        new(RepayParameter, Wages, "Which power receipts give back first: wages or purchases.",
            "ours: pay is what issues the money, so sales take that back first", static (text, _) => text is Wages or Purchases),
        new(SoftParameter, "80", "Per cent of the credit limit from whose use on a payment is answered with a warning, above "
            + "0 to 100; 100: only at the limit itself.",
            "ours: a warning while there is time to sell", static (text, _) => Percent.TryParse(text) is { IsZero: false }),
        new(CeilingParameter, "", "The ceiling as a multiple of the credit limit, 0.1 to 100; not given: none.",
            "ours: nobody need hoard; 000 asks for reciprocity", static (text, _) => ReadCeiling(text) is not null),
    ];

    /// <summary>How limits come about.</summary>
    public LimitModel Model { get; init; } = LimitModel.Fixed;

    /// <summary>Limit of a new account, minor units, not negative; null: as the model says.</summary>
    public long? NewAccountLimit { get; init; }

    /// <summary>Greco's m, in hundredths: 200 to 300.</summary>
    public int MultipleHundredths { get; init; } = 200;

    /// <summary>How many months the mean goes back.</summary>
    public int Months { get; init; } = 12;

    /// <summary>Receipts for these purposes are sales.</summary>
    public ImmutableArray<string> SalesPurposes { get; init; } = ["goods", "services", "wages", "fixed-asset"];

    /// <summary>Most that one counterparty counts.</summary>
    public Percent WashShare { get; init; } = Percent.OfWhole(25);

    /// <summary>Whether the share is of all sales instead of those that count.</summary>
    public bool WashesByAllSales { get; init; }

    /// <summary>Riegel's payroll power in months of pay.</summary>
    public int PayMonths { get; init; } = 3;

    /// <summary>Riegel's commercial power as a share of the payroll power.</summary>
    public Percent CommercialShare { get; init; } = Percent.OfWhole(50);

    /// <summary>Payments for these purposes are purchases.</summary>
    public ImmutableArray<string> PurchasePurposes { get; init; } = ["goods", "services", "fixed-asset"];

    /// <summary>Whether receipts give the commercial power back first.</summary>
    public bool RepaysPurchasesFirst { get; init; }

    /// <summary>Use of the limit from which on there is a warning.</summary>
    public Percent SoftLimit { get; init; } = Percent.OfWhole(80);

    /// <summary>The ceiling in hundredths of the limit; null: none.</summary>
    public int? CeilingHundredths { get; init; }

    /// <summary>Reads valid parameters.</summary>
    public static CreditTerms Of(SchemeParameters parameters, Currency currency)
    {
        var values = parameters.Values;
        string? Text(string name) => values.TryGetValue(name, out var text) ? text : null;
        var standard = new CreditTerms();
        return standard with
        {
            Model = ReadModel(Text(ModelParameter)) ?? standard.Model,
            NewAccountLimit = ReadAmount(Text(NewAccountParameter), currency),
            MultipleHundredths = ReadMultiple(Text(MultipleParameter)) ?? standard.MultipleHundredths,
            Months = ReadNumber(Text(MonthsParameter), 1, 36) ?? standard.Months,
            SalesPurposes = parameters.List(SalesParameter) ?? standard.SalesPurposes,
            WashShare = Percent.TryParse(Text(WashShareParameter)) ?? standard.WashShare,
            WashesByAllSales = Text(WashBaseParameter) == "all",
            PayMonths = ReadNumber(Text(PayMonthsParameter), 1, 12) ?? standard.PayMonths,
            CommercialShare = Percent.TryParse(Text(CommercialParameter)) ?? standard.CommercialShare,
            PurchasePurposes = parameters.List(PurchasesParameter) ?? standard.PurchasePurposes,
            RepaysPurchasesFirst = Text(RepayParameter) == Purchases,
            SoftLimit = Percent.TryParse(Text(SoftParameter)) ?? standard.SoftLimit,
            CeilingHundredths = ReadCeiling(Text(CeilingParameter)),
        };
    }

    /// <summary>
    /// What valid parameters say against each other, or null: a parameter of a limit model that is not the chosen one, and
    /// purposes that the rest rules out. Refusal: <c>parametersContradict</c>.
    /// </summary>
    public static Refusal? FindContradiction(SchemeParameters parameters, Currency currency)
    {
        var model = Of(parameters, currency).Model;
        foreach (var (name, value) in parameters.Values)
        {
            if (ModelOf(name) is { } needed && needed != model)
            {
                return Against(name, value, $"{ModelParameter}={Word(model)}");
            }
        }

        var allowed = parameters.List(PurposesParameter);
        if (allowed?.FirstOrDefault(static purpose => Purposes.KindOf(purpose) == TransferKind.Financial) is { } financial
            && !parameters.Flag(FinancialAllowedParameter, otherwise: true))
        {
            return Against(PurposesParameter, financial, $"{FinancialAllowedParameter}=false");
        }

        if (parameters.List(PurchasesParameter)?.Contains(Wages) == true)
        {
            return Against(PurchasesParameter, Wages, "the payroll power");
        }

        return model == LimitModel.Riegel && allowed is { } list && !list.Contains(Wages)
            ? Against(ModelParameter, Word(model), $"{PurposesParameter} without {Wages}")
            : null;
    }

    /// <summary>Whether payments draw on Riegel's powers: asked of every payment, so without reading the rest.</summary>
    public static bool HasPowers(SchemeParameters parameters) =>
        parameters.Values.TryGetValue(ModelParameter, out var model) && ReadModel(model) == LimitModel.Riegel;

    /// <summary>The power that may pay for a purpose.</summary>
    public CreditPower PowerOf(string purpose) =>
        purpose == Wages ? CreditPower.Payroll
        : PurchasePurposes.Contains(purpose) ? CreditPower.Commercial
        : CreditPower.None;

    /// <summary>Whether a balance uses so much of its limit that its holder is warned.</summary>
    /// <param name="balanceMinor">Signed.</param>
    /// <param name="floorMinor">Signed; null: no limit, and no warning.</param>
    public bool IsNearLimit(long balanceMinor, long? floorMinor) =>
        floorMinor is { } floor and < 0 && balanceMinor < 0
        && -(Int128)balanceMinor * 1_000_000 >= -(Int128)floor * SoftLimit.Millionths;

    /// <summary>The model as the terms write it.</summary>
    public static string Word(LimitModel model) => model switch
    {
        LimitModel.Fixed => "fixed",
        LimitModel.Greco => "greco",
        LimitModel.Riegel => "riegel",
    };

    private static Refusal Against(string parameter, string value, string against) => Refusal.For(
        RefusalReason.ParametersContradict, new("parameter", parameter), new("value", value), new("against", against));

    private static LimitModel? ModelOf(string name) => name switch
    {
        MultipleParameter or MonthsParameter or SalesParameter or WashShareParameter or WashBaseParameter =>
            LimitModel.Greco,
        PayMonthsParameter or CommercialParameter or PurchasesParameter or RepayParameter => LimitModel.Riegel,
        _ => null,
    };

    private static LimitModel? ReadModel(string? text) => text switch
    {
        "fixed" => LimitModel.Fixed,
        "greco" => LimitModel.Greco,
        "riegel" => LimitModel.Riegel,
        _ => null,
    };

    private static SchemeParameter Number(string name, int standard, int least, int most, string meaning, string source) =>
        new(name, $"{standard}", $"{meaning} A whole number, {least} to {most}.", source,
            (text, _) => ReadNumber(text, least, most) is not null);

    private static int? ReadNumber(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : null;

    private static long? ReadAmount(string? text, Currency currency) =>
        MoneyText.Parse(text, currency.Scale, out var minor) == MoneyTextError.None && minor >= 0 ? minor : null;

    private static int? ReadMultiple(string? text) => ReadHundredths(text, 200, 300);

    private static int? ReadCeiling(string? text) => ReadHundredths(text, 10, 10_000);

    private static int? ReadHundredths(string? text, int least, int most) =>
        MoneyText.Parse(text, scale: 2, out var hundredths) == MoneyTextError.None
        && hundredths >= least && hundredths <= most
            ? (int)hundredths
            : null;

    private static bool ArePurposes(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .All(static purpose => Purposes.KindOf(purpose) is not null);
}
