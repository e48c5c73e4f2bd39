using System.Collections.Immutable;
using System.Globalization;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>A komoko community's terms in force on a date; what is not given has the default.</summary>
public sealed record KomokoTerms
{
    /// <summary>Name of <see cref="ClearingMonths"/>.</summary>
    public const string ClearingParameter = "clearingMonths";

    /// <summary>Name of <see cref="GraceDays"/>.</summary>
    public const string GraceParameter = "graceDays";

    /// <summary>Name of <see cref="OperativeDays"/>.</summary>
    public const string OperativeParameter = "operativeMaturityDays";

    /// <summary>Name of the reason for a value outside 003's ranges.</summary>
    public const string RangeReasonParameter = "outOfRangeReason";

    /// <summary>Name of <see cref="Schedule"/>.</summary>
    public const string ScheduleParameter = "demurrageSchedule";

    /// <summary>Name of <see cref="LevyRate"/>.</summary>
    public const string LevyParameter = "levyRate";

    /// <summary>Name of <see cref="GrowthRate"/>.</summary>
    public const string GrowthParameter = "growthFactor";

    /// <summary>Name of <see cref="HouseholdOverdraftToHouseholds"/>.</summary>
    public const string HouseholdOverdraftParameter = "householdOverdraftToHouseholds";

    /// <summary>Name of <see cref="InstalmentOverdraft"/>.</summary>
    public const string InstalmentParameter = "instalmentOverdraft";

    /// <summary>Name of <see cref="RenewsRealFromFinancial"/>.</summary>
    public const string RenewParameter = "realFromFinancial";

    /// <summary>Name of <see cref="ShiftsOpening"/>.</summary>
    public const string OpeningParameter = "openingBalance";

    /// <summary>Name of <see cref="NoticeDays"/>.</summary>
    public const string NoticeParameter = "noticeDays";

    /// <summary>Name of <see cref="WatchDays"/>.</summary>
    public const string WatchDaysParameter = "watchDays";

    /// <summary>Name of <see cref="WatchShare"/>.</summary>
    public const string WatchShareParameter = "watchShare";

    /// <summary>Name of <see cref="WatchPeriods"/>.</summary>
    public const string WatchPeriodsParameter = "watchPeriods";

    private const string Copied = "copied";
    private const string Renewed = "renewed";
    private const string AsWritten = "asWritten";
    private const string Shifted = "shifted";

    /// <summary>The catalogue of the parameters.</summary>
    public static ImmutableArray<SchemeParameter> Parameters { get; } =
    [
        Number(ClearingParameter, 3, 1, 24, "The mandatory clearing period in months.", "003, 2.2: three to six months"),
        Number(GraceParameter, 90, 1, 730, "The grace period in days.", "003, 3.1: two to four months"),
        Number(OperativeParameter, 14, 0, 365, "The minimal operative maturity in days.", "003, 6: one to three weeks"),
        new(RangeReasonParameter, "", "Why a period lies outside 003's range; needed then.", "ours: the issue asks for it",
            static (text, _) => text.Length <= 140),
        new(ScheduleParameter, "0.01,0.02,0.04",
            "Demurrage per 30 days of charged age, for each 30 days; the last rate stays. Rates 0 to 1 that do not fall.",
            "003, 3.1 says progressive; figures from the worked example",
            static (text, _) => DemurrageSchedule.TryParse(text) is not null),
        new(LevyParameter, "0.01", "Levy on what stays uncleared at the end of a turnover period, 0 to 1.",
            "003, 5.1 says levied, without a rate", static (text, _) => Share(text) is not null),
        new(GrowthParameter, "1", "Forecasted turnover as a multiple of the last period's: 1.02 for growth of 2 %.",
            "003, 4: growth (de-growth) rate determined by the KMS", static (text, _) => Rate.TryParse(text) is not null),
        Flag(HouseholdOverdraftParameter, "Whether a household may pay households from its overdraft.", "003, 3.2"),
        Flag(InstalmentParameter, "Whether instalments may use the overdraft up to the depreciation cost.", "003, 5.1"),
        Choice(RenewParameter, Copied, Renewed,
            "Whether a real payment from a financial account keeps its maturity or gets the full grace.", "003, 3.1 against 5.2"),
        Choice(OpeningParameter, AsWritten, Shifted,
            "Whether formula (2) is taken as written, or shifted by opening(1) - opening(0).", "003, 4"),
        Number(NoticeParameter, 14, 0, 365, "Days before its maturity from which a lot is announced.", "ours"),
        Number(WatchDaysParameter, 14, 1, 60, "Days around the lender's clearing that are watched for rolled-over balances.",
            "003, 2.4 names no figure"),
        new(WatchShareParameter, "0.8", "Least part of a loan that comes back to be flagged, above 0 to 1.",
            "003, 2.4 names no figure", static (text, _) => Share(text) is { Numerator: > 0 }),
        Number(WatchPeriodsParameter, 2, 1, 12, "Periods running in which it must happen to be flagged.",
            "003, 2.4: from period to period"),
    ];

    /// <summary>The mandatory clearing period, months.</summary>
    public int ClearingMonths { get; init; } = 3;

    /// <summary>The grace period, days.</summary>
    public int GraceDays { get; init; } = 90;

    /// <summary>The minimal operative maturity, days.</summary>
    public int OperativeDays { get; init; } = 14;

    /// <summary>Why a period is outside 003's range; null: none is.</summary>
    public string? RangeReason { get; init; }

    /// <summary>Demurrage of matured lots.</summary>
    public DemurrageSchedule Schedule { get; init; } = new([10_000, 20_000, 40_000]);

    /// <summary>The levy, 0 to 1.</summary>
    public Share LevyRate { get; init; } = new(1, 100);

    /// <summary>to(1) as a multiple of to(0).</summary>
    public Rate GrowthRate { get; init; } = Rate.Par;

    /// <summary>Issue 7 (a): household to household from the overdraft.</summary>
    public bool HouseholdOverdraftToHouseholds { get; init; } = true;

    /// <summary>Issue 7 (a): instalments from the overdraft.</summary>
    public bool InstalmentOverdraft { get; init; } = true;

    /// <summary>Issue 7 (b).</summary>
    public bool RenewsRealFromFinancial { get; init; }

    /// <summary>Issue 7 (c).</summary>
    public bool ShiftsOpening { get; init; }

    /// <summary>Days of notice before a lot is charged.</summary>
    public int NoticeDays { get; init; } = 14;

    /// <summary>003, 2.4.</summary>
    public int WatchDays { get; init; } = 14;

    /// <summary>003, 2.4.</summary>
    public Share WatchShare { get; init; } = new(4, 5);

    /// <summary>003, 2.4.</summary>
    public int WatchPeriods { get; init; } = 2;

    /// <summary>Whether every period is within 003's range.</summary>
    public bool IsWithinRanges =>
        ClearingMonths is >= 3 and <= 6 && GraceDays is >= 60 and <= 123 && OperativeDays is >= 7 and <= 21;

    /// <summary>Reads parameters; one that is malformed was refused when it was set, so here it has the default.</summary>
    public static KomokoTerms Of(SchemeParameters parameters)
    {
        var terms = new KomokoTerms();
        return terms with
        {
            ClearingMonths = Int(parameters, ClearingParameter) ?? terms.ClearingMonths,
            GraceDays = Int(parameters, GraceParameter) ?? terms.GraceDays,
            OperativeDays = Int(parameters, OperativeParameter) ?? terms.OperativeDays,
            RangeReason = Text(parameters, RangeReasonParameter),
            Schedule = (Text(parameters, ScheduleParameter) is { } schedule ? DemurrageSchedule.TryParse(schedule) : null)
                ?? terms.Schedule,
            LevyRate = (Text(parameters, LevyParameter) is { } levy ? Share(levy) : null) ?? terms.LevyRate,
            GrowthRate = Rate.TryParse(Text(parameters, GrowthParameter)) ?? terms.GrowthRate,
            HouseholdOverdraftToHouseholds = parameters.Flag(HouseholdOverdraftParameter, otherwise: true),
            InstalmentOverdraft = parameters.Flag(InstalmentParameter, otherwise: true),
            RenewsRealFromFinancial = Text(parameters, RenewParameter) == Renewed,
            ShiftsOpening = Text(parameters, OpeningParameter) == Shifted,
            NoticeDays = Int(parameters, NoticeParameter) ?? terms.NoticeDays,
            WatchDays = Int(parameters, WatchDaysParameter) ?? terms.WatchDays,
            WatchShare = (Text(parameters, WatchShareParameter) is { } share ? Share(share) : null) ?? terms.WatchShare,
            WatchPeriods = Int(parameters, WatchPeriodsParameter) ?? terms.WatchPeriods,
        };
    }

    private static Share? Share(string text) => Komoko.Share.TryParse(text);

    private static string? Text(SchemeParameters parameters, string name) =>
        parameters.Values.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    private static int? Int(SchemeParameters parameters, string name) =>
        int.TryParse(Text(parameters, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static SchemeParameter Number(string name, int otherwise, int least, int most, string meaning, string source) => new(
        name, $"{otherwise}", $"{meaning} {least} to {most}.", source,
        (text, _) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most);

    private static SchemeParameter Flag(string name, string meaning, string source) =>
        new(name, "true", $"{meaning} true or false.", source, static (text, _) => bool.TryParse(text, out bool _));

    private static SchemeParameter Choice(string name, string otherwise, string other, string meaning, string source) =>
        new(name, otherwise, $"{meaning} {otherwise} or {other}.", source, (text, _) => text == otherwise || text == other);
}
