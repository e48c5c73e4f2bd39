using System.Collections.Immutable;
using System.Globalization;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// The names, defaults and meanings of a coupon book's parameters, and how their text is read. Where 002 is silent or
/// contradicts itself the figure is a parameter; <c>ops/docs/schemes.md</c> gives the reason for each default.
/// </summary>
public static class CouponParameters
{
    private const string Preset = "feePreset";
    private const string Administration = "administrationFee";
    private const string CommunityFund = "communityFundFee";
    private const string Base = "feeBase";
    private const string Measure = "limitMeasures";
    private const string Ladder = "limitLadder";
    private const string Denominations = "denominations";
    private const string Exchange = "exchangeFee";
    private const string NoteLifeMonths = "noteLifeMonths";
    private const string Payments = "payments";
    private const string Repayment = "monthlyRepayment";
    private const string MonthlyCharge = "monthlyCharge";
    private const string TillsRequired = "tillsRequired";
    private const string EvidenceRequired = "evidenceRequired";

    private const int LadderCountMax = 10;
    private const int DenominationCountMax = 20;
    private const int NoteLifeMonthsMax = 120;

    /// <summary>All of them, in the order in which they are read.</summary>
    public static ImmutableArray<SchemeParameter> All { get; } =
    [
        Make(
            Preset, "A",
            "Which of 002's readings of the fee: A, B, C or D.",
            "002 gives the fee four times, each time otherwise; A is II.B.3a and IV.B"),
        Make(
            Administration, "5",
            "Per cent of the fee for #1; not given: the preset's (3 with B).",
            "002, II.B.3a and IV.B; II.B.2 for B"),
        Make(
            CommunityFund, "2",
            "Per cent of the fee for #2.",
            "002, II.B.3a and IV.B"),
        Make(
            Base, "amount",
            "What bears the fee: amount (all that is drawn) or credit (the part below zero).",
            "002, II.B.3a: the withdrawal amount requested is charged; IV.B: on receipt of credit"),
        Make(
            Measure, "drawn",
            "What the limit measures: drawn (coupons, the fee lies beyond it) or drawnAndFees.",
            "002, II.A: coupons withdrawn to a limit of 100,000; ours where the fee lies"),
        Make(
            Ladder, "100000, 500000",
            "Credit limits in units, rising, separated by commas; the first is a new member's.",
            "002, II.A and II.B.3b.5"),
        Make(
            Denominations, "1000, 5000, 10000, 20000, 50000",
            "Values of notes in units, rising, separated by commas.",
            "002, II.A: 1, 5, 10, 20 and 50,000, read as thousands"),
        Make(
            Exchange, "7",
            "Per cent of the value of expired notes charged for new ones, split as the fee.",
            "002, IV.C"),
        Make(
            NoteLifeMonths, "12",
            "Months from a series' issue to its last valid day, where none is given; 1 to 120.",
            "002, II.A.1.6A: one or two years from the date of issue"),
        Make(
            Payments, "true",
            "Whether members pay each other from account to account: true or false.",
            "ours: 002 knows notes only, the region needs accounts"),
        Make(
            Repayment, "0",
            "Per cent of a negative balance that is to be deposited each month; 0: none.",
            "002, IV.B: 10 % of balance per month?, still in discussion"),
        Make(
            MonthlyCharge, "0",
            "Units charged to every member's account at the end of a month; 0: none.",
            "002, II.B.4: administration charges are applied; no figure"),
        Make(
            TillsRequired, "true",
            "Whether notes move only through a till that a teller opened: true or false.",
            "ours: each teller answers for the notes at hand"),
        Make(
            EvidenceRequired, "true",
            "Whether withdrawals and deposits need a signed paper line or a PIN: true or false.",
            "002, II.B.3a.4 and II.B.3b.3"),
    ];

    /// <summary>
    /// Reads the parameters in force. Refusals in the order of the names above: <c>fieldMalformed</c> for a value that
    /// is no such thing; then for the fee's parts when together they exceed 100 %.
    /// </summary>
    public static Ruling<CouponTerms> Read(SchemeParameters parameters, Currency currency)
    {
        var reader = new Reader(parameters, currency);
        var terms = Read(reader);
        return (reader.Broken ?? CheckTogether(terms)) is { } refusal ? refusal : terms;
    }

    /// <summary>Those in force at a period's end. They were read when they were set, so they can be.</summary>
    internal static CouponTerms Of(Periods.PeriodContext context) =>
        Read(context.Parameters, context.Currency).TryGet(out var terms, out var refusal)
            ? terms
            : throw new InvariantViolation($"The terms of {context.Ledger} cannot be read: {refusal}.");

    private static SchemeParameter Make(string name, string otherwise, string meaning, string source) => new(
        name, otherwise, meaning, source, (text, currency) =>
        {
            var reader = new Reader(
                new SchemeParameters(ImmutableSortedDictionary<string, string>.Empty.Add(name, text)), currency);
            Read(reader);
            return reader.Broken is null;
        });

    private static CouponTerms Read(Reader reader)
    {
        var preset = reader.Word(
            Preset, FeePreset.A, ("A", FeePreset.A), ("B", FeePreset.B), ("C", FeePreset.C), ("D", FeePreset.D));
        return new CouponTerms
        {
            Preset = preset,
            Administration = reader.Percent(Administration, preset == FeePreset.B ? 3 : 5),
            CommunityFund = reader.Percent(CommunityFund, otherwise: 2),
            Base = reader.Word(Base, FeeBase.Amount, ("amount", FeeBase.Amount), ("credit", FeeBase.Credit)),
            Measure = reader.Word(
                Measure, LimitMeasure.Drawn, ("drawn", LimitMeasure.Drawn), ("drawnAndFees", LimitMeasure.DrawnAndFees)),
            Ladder = reader.Rising(Ladder, LadderCountMax, "100000", "500000"),
            Denominations = reader.Rising(Denominations, DenominationCountMax, "1000", "5000", "10000", "20000", "50000"),
            Exchange = reader.Percent(Exchange, otherwise: 7),
            NoteLifeMonths = reader.Number(NoteLifeMonths, otherwise: 12, NoteLifeMonthsMax),
            PaymentsAllowed = reader.Flag(Payments, otherwise: true),
            Repayment = reader.Percent(Repayment, otherwise: 0),
            MonthlyCharge = reader.Money(MonthlyCharge),
            TillsRequired = reader.Flag(TillsRequired, otherwise: true),
            EvidenceRequired = reader.Flag(EvidenceRequired, otherwise: true),
        };
    }

    // An exchange that costs all, or a share of nothing to split it by, would leave its charge nowhere.
    private static Refusal? CheckTogether(CouponTerms terms)
    {
        if (terms.Administration.Millionths + terms.CommunityFund.Millionths > Percent.OfWhole(99).Millionths)
        {
            return Malformed(CommunityFund, terms.CommunityFund.ToString());
        }

        return terms.Fee.IsZero && !terms.Exchange.IsZero ? Malformed(Exchange, terms.Exchange.ToString()) : null;
    }

    private static Refusal Malformed(string name, string value) =>
        Refusal.For(RefusalReason.FieldMalformed, new("field", name), new("value", value));

    // Reads on after a fault, so that the terms can be built in one expression; the first fault counts.
    private sealed class Reader(SchemeParameters parameters, Currency currency)
    {
        public Refusal? Broken { get; private set; }

        public T Word<T>(string name, T otherwise, params ReadOnlySpan<(string Text, T Value)> words)
        {
            if (!parameters.Values.TryGetValue(name, out var text))
            {
                return otherwise;
            }

            foreach (var (word, value) in words)
            {
                if (word == text)
                {
                    return value;
                }
            }

            return Break(name, text, otherwise);
        }

        public bool Flag(string name, bool otherwise) => Word(name, otherwise, ("true", true), ("false", false));

        public Percent Percent(string name, int otherwise) =>
            !parameters.Values.TryGetValue(name, out var text)
                ? Domain.Money.Percent.OfWhole(otherwise)
                : Domain.Money.Percent.TryParse(text) ?? Break(name, text, default(Percent));

        public int Number(string name, int otherwise, int most)
        {
            if (!parameters.Values.TryGetValue(name, out var text))
            {
                return otherwise;
            }

            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= 1 && value <= most ? value : Break(name, text, otherwise);
        }

        public Amount Money(string name)
        {
            var text = parameters.Values.GetValueOrDefault(name, "0");
            return MoneyText.Parse(text, currency.Scale, out var minor) == MoneyTextError.None && minor >= 0
                ? new Amount(minor, currency)
                : Break(name, text, new Amount(0, currency));
        }

        public ImmutableArray<Amount> Rising(string name, int most, params string[] otherwise)
        {
            var words = parameters.List(name) ?? [.. otherwise];
            var amounts = ImmutableArray.CreateBuilder<Amount>(words.Length);
            foreach (var word in words)
            {
                var isAmount = MoneyText.Parse(word, currency.Scale, out var minor) == MoneyTextError.None && minor > 0;
                if (!isAmount || (amounts.Count > 0 && minor <= amounts[^1].Minor))
                {
                    return Break(name, string.Join(", ", words), amounts.ToImmutable());
                }

                amounts.Add(new Amount(minor, currency));
            }

            return amounts.Count is > 0 && amounts.Count <= most
                ? amounts.ToImmutable()
                : Break(name, string.Join(", ", words), amounts.ToImmutable());
        }

        private T Break<T>(string name, string value, T otherwise)
        {
            Broken ??= Malformed(name, value);
            return otherwise;
        }
    }
}
