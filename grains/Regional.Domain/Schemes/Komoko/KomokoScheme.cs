using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// The komoko of 003: a real and a financial circle, credits with a maturity date on financial and household real accounts
/// (lots), demurrage once they have matured, business real accounts that come to zero at the end of their turnover period.
/// </summary>
/// <remarks>
/// Refusals of a payment in order: <c>accountNotPayable</c>, <c>purposeNotAllowed</c>, those of
/// <see cref="Passage.Find"/>, <c>clearingExceeded</c>, then <c>projectForecastExceeded</c>, <c>maturityTooShort</c>,
/// <c>availableExceeded</c>, <c>paymentTooScattered</c>. A forced payment passes the table and the room, neither the lots
/// nor <c>holderUnknown</c>. A pending payment consumes its lots when it is posted.
/// </remarks>
public sealed class KomokoScheme : IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    public const string SchemeName = "komoko";

    /// <summary>Own financial to own real at the turnover's end (003, 2.3): outside turnover and curve.</summary>
    public const string ClearingPurpose = "clearing";

    /// <summary>Purpose of a loan's instalments.</summary>
    public const string InstalmentPurpose = "instalment";

    /// <summary>Purpose of demurrage.</summary>
    public const string DemurragePurpose = "demurrage";

    /// <summary>Purpose of the levy.</summary>
    public const string LevyPurpose = "levy";

    /// <summary>Purpose of what the underwriter refunds to a failed project.</summary>
    public const string UnderwritingPurpose = "underwriting";

    /// <summary>Purpose of what the sale of its pledge brings to it.</summary>
    public const string PledgePurpose = "pledge";

    /// <summary>Purpose of what is a loss, and of covering one.</summary>
    public const string LossPurpose = "loss";

    /// <inheritdoc />
    public string Name => SchemeName;

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public bool HasFinancialCircle => true;

    /// <inheritdoc />
    public ImmutableArray<SchemeParameter> Parameters => KomokoTerms.Parameters;

    /// <inheritdoc />
    public ImmutableArray<IPeriodStep> PeriodSteps { get; } =
        [new ClearingStep(1), new ClearingStep(2), new DemurrageStep()];

    /// <inheritdoc />
    public Refusal? FindContradiction(SchemeParameters parameters, Currency currency)
    {
        var terms = KomokoTerms.Of(parameters);
        return terms.IsWithinRanges || terms.RangeReason is not null
            ? null
            : Refusal.For(
                RefusalReason.RangeReasonMissing,
                new(KomokoTerms.ClearingParameter, $"{terms.ClearingMonths}"),
                new(KomokoTerms.GraceParameter, $"{terms.GraceDays}"),
                new(KomokoTerms.OperativeParameter, $"{terms.OperativeDays}"));
    }

    /// <inheritdoc />
    public SchemeCommand.Own? CorrectionOf(
        OperationId corrected, ImmutableArray<Leg> legs, SchemeParameters parameters) => new CorrectLots(corrected, legs);

    /// <inheritdoc />
    public Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context) => command switch
    {
        SchemeCommand.PayInside pay => Inside(
            pay.Payer, pay.Payee, pay.Amount, pay.Purpose, TransferAction.Post, expiry: null, pay.IsForced, context),
        SchemeCommand.PendInside pend => Inside(
            pend.Payer, pend.Payee, pend.Amount, pend.Purpose, TransferAction.Pend, pend.Expiry, pend.IsForced, context),
        SchemeCommand.EndPending end => End(end, context),
        SchemeCommand.PayOut pay => Trade(pay.Legs, pay.Legs[0].Debit, isPayer: true, context),
        SchemeCommand.ReceiveIn receive => Trade(receive.Legs, receive.Legs[0].Credit, isPayer: false, context),
        CorrectLots correct => KomokoCorrection.Plan(correct, context),
        ChargeDemurrage charge => MonthEnd.Charge(charge, context),
        ClearTurnover clear => MonthEnd.Clear(clear, context),
        FailProject fail => ProjectFailure.Fail(fail, context),
        CoverLoss cover => ProjectFailure.Cover(cover, context),
        SchemeCommand.Own other => SchemeCatalogue.NotOf(this, other),
        _ => throw new InvariantViolation($"The scheme {Name} has no plan for {command.GetType().Name}."),
    };

    private static Ruling<SchemePlan> Inside(
        AccountId payerId, AccountId payeeId, Amount amount, string purpose, TransferAction action, TimeSpan? expiry,
        bool isForced, SchemeContext context)
    {
        if (!PlainPayments.Place(payerId, payeeId, amount, purpose, action, expiry, context).TryGet(out var leg, out var refusal))
        {
            return refusal;
        }

        // An account that does not exist is the journal's to refuse.
        if (context.State is not KomokoState { Payer: { } payer, Payee: { } payee })
        {
            return new SchemePlan([leg], Facts: []);
        }

        var terms = KomokoTerms.Of(context.Parameters);
        if (!Find(payer, payee, leg, isForced, terms, context).TryGet(out var passage, out refusal))
        {
            return refusal;
        }

        return KomokoPayment.Plan(payer, payee, amount, leg.Kind, passage, context.BusinessDate, terms, isForced)
            .TryGet(out var payment, out refusal)
            ? action == TransferAction.Pend ? new SchemePlan([leg], Facts: []) : Carried(leg, payment, payment.Entries, context)
            : refusal;
    }

    private static Ruling<Passage> Find(
        KomokoParty payer, KomokoParty payee, Leg leg, bool isForced, KomokoTerms terms, SchemeContext context)
    {
        var found = Passage.Find(payer, payee, leg.Kind, leg.Purpose, context.BusinessDate, terms);
        if (!found.TryGet(out _, out var closed))
        {
            // Whose holder is not known gets no date for it, forced or not.
            return isForced && closed.Reason != RefusalReason.HolderUnknown
                ? new Passage(OverdraftUse.ToFloor, ArrivalMaturity.Copied)
                : found;
        }

        var toClear = long.Max(0, -payee.Account.Balance);
        return leg.Purpose == ClearingPurpose && leg.Amount.Minor > toClear && !isForced
            ? Refusal.For(
                RefusalReason.ClearingExceeded,
                RefusalFact.Account(payee.Account.Id),
                RefusalFact.Money("clears", toClear, leg.Amount.Currency),
                RefusalFact.Money("amount", leg.Amount.Minor, leg.Amount.Currency))
            : found;
    }

    private static Ruling<SchemePlan> End(SchemeCommand.EndPending end, SchemeContext context)
    {
        var leg = PlainPayments.End(end);
        if (end.Action != TransferAction.PostPending || context.State is not KomokoState { Payer: { } payer, Payee: { } payee })
        {
            return new SchemePlan([leg], Facts: []);
        }

        // What was placed is never checked again; where its lots go follows the table of today.
        var terms = KomokoTerms.Of(context.Parameters);
        var passage = Passage.Find(payer, payee, end.Kind, end.Purpose, context.BusinessDate, terms)
            .TryGet(out var found, out _)
            ? found
            : new Passage(OverdraftUse.ToFloor, ArrivalMaturity.Copied);
        return KomokoPayment.Plan(payer, payee, end.Amount, end.Kind, passage, context.BusinessDate, terms, isForced: true)
            .TryGet(out var payment, out var refusal)
            ? Carried(leg, payment, [end.Amount.Minor], context)
            : refusal;
    }

    private static Ruling<SchemePlan> Trade(ImmutableArray<Leg> legs, AccountId own, bool isPayer, SchemeContext context)
    {
        if (PlainPayments.CheckTrade(legs) is { } broken)
        {
            return broken;
        }

        if (context.State is not KomokoState { Payer: { } payer, Payee: { } payee })
        {
            return new SchemePlan(legs, Facts: []);
        }

        var terms = KomokoTerms.Of(context.Parameters);
        if (!Passage.Find(payer, payee, legs[0].Kind, legs[0].Purpose, context.BusinessDate, terms)
            .TryGet(out var passage, out var refusal))
        {
            return refusal;
        }

        var amount = legs.Where(leg => (isPayer ? leg.Debit : leg.Credit) == own)
            .Aggregate(new Amount(0, context.Currency), static (sum, leg) => sum + leg.Amount);
        if (!KomokoPayment.Plan(payer, payee, amount, legs[0].Kind, passage, context.BusinessDate, terms, isForced: false)
            .TryGet(out var payment, out refusal))
        {
            return refusal;
        }

        return legs[0].Action == TransferAction.Pend
            ? new SchemePlan(legs, Facts: [])
            : new SchemePlan([.. legs, .. Charge(payer, payment, context)], payment.Facts);
    }

    private static SchemePlan Carried(
        Leg leg, KomokoPayment payment, ImmutableArray<long> entries, SchemeContext context) => new(
            [
                .. entries.Select(minor => leg with { Amount = new Amount(minor, leg.Amount.Currency) }),
                .. Charge(((KomokoState)context.State!).Payer!, payment, context),
            ],
            payment.Facts);

    private static IEnumerable<Leg> Charge(KomokoParty payer, KomokoPayment payment, SchemeContext context) =>
        payment.ChargedMinor > 0
            ? [Demurrage(payer.Account.Id, payment.ChargedMinor, context.Ledger, context.Currency, context.SystemAccounts)]
            : [];

    /// <summary>The transfer of demurrage: forced, to the named account that nobody spends.</summary>
    internal static Leg Demurrage(
        AccountId account, long minor, LedgerId ledger, Currency currency,
        IReadOnlyDictionary<AccountRole, AccountId> systemAccounts) => new()
        {
            Ledger = ledger,
            Debit = account,
            Credit = systemAccounts[AccountRole.Demurrage],
            Amount = new Amount(minor, currency),
            Kind = TransferKind.Financial,
            Purpose = DemurragePurpose,
            ForcedReason = "demurrage of matured credit (003, 3.1)",
        };
}
