using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.MutualCredit;

namespace Regional.Domain.Schemes;

/// <summary>
/// Mutual credit as 000 describes it: credits and debits around zero (item 2), no interest, a negative balance is no bar
/// to trade within the account's limits (item 3), no fees.
/// </summary>
/// <remarks>
/// Parameters: <c>purposes</c>, the purpose codes allowed, separated by commas (default: all); <c>financialAllowed</c>,
/// whether financial purposes are (default: true). Neither binds the ledger's own bookkeeping: opening, correction,
/// settlement, exchange difference, which need a system account on one side. While mutual credit is switched off, a
/// payment carries <see cref="NoFurtherBelowZero"/>, under Riegel's model <see cref="PowerUse"/>, unless it is forced. Refusals in order:
/// <c>accountNotPayable</c> (a region or community account outside a trade: its counter amounts would no longer mirror
/// the other ledger), <c>purposeNotAllowed</c>.
/// </remarks>
public sealed class MutualCreditScheme : IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    public const string SchemeName = "mutual-credit";

    private const string PurposesParameter = "purposes";
    private const string FinancialAllowedParameter = "financialAllowed";

    /// <inheritdoc />
    public string Name => SchemeName;

    /// <inheritdoc />
    public ImmutableArray<SchemeParameter> Parameters => CreditTerms.Parameters;

    /// <inheritdoc />
    public Refusal? FindContradiction(SchemeParameters parameters, Currency currency) =>
        CreditTerms.FindContradiction(parameters, currency);

    /// <inheritdoc />
    public long? FloorOfNewAccount(SchemeParameters parameters, Currency currency)
    {
        var terms = CreditTerms.Of(parameters, currency);
        return terms.NewAccountLimit is { } limit ? -limit : terms.Model == LimitModel.Fixed ? null : 0;
    }

    /// <inheritdoc />
    public SchemeCommand.Own? CorrectionOf(
        OperationId corrected, ImmutableArray<Leg> legs, SchemeParameters parameters) =>
        CreditTerms.HasPowers(parameters) ? new CorrectDraws(corrected, legs) : null;

    /// <inheritdoc />
    public bool PlansEnds(SchemeParameters parameters) => CreditTerms.HasPowers(parameters);

    /// <inheritdoc />
    public Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context) => command switch
    {
        SchemeCommand.PayInside pay => Inside(
            pay.Payer, pay.Payee, pay.Amount, pay.Purpose, TransferAction.Post, expiry: null, pay.IsForced, context),
        SchemeCommand.PendInside pend => Inside(
            pend.Payer, pend.Payee, pend.Amount, pend.Purpose, TransferAction.Pend, pend.Expiry, pend.IsForced, context),
        SchemeCommand.EndPending end => new SchemePlan([PlainPayments.End(end)], ReturnFacts(end, context)),
        SchemeCommand.PayOut pay => Trade(pay.Legs, CreditFacts(pay.Legs[0], context), context),
        SchemeCommand.ReceiveIn receive => Trade(receive.Legs, [], context),
        CorrectDraws correct => new SchemePlan(correct.Legs, ReturnFacts(correct, context)),
        SchemeCommand.Own own => SchemeCatalogue.NotOf(this, own),
        _ => throw new InvariantViolation($"The scheme {Name} has no plan for {command.GetType().Name}."),
    };

    /// <summary>Whether terms allow a payment for that purpose: of its kind, on their list, or bookkeeping.</summary>
    public static bool Allows(string purpose, SchemeParameters parameters) =>
        Purposes.KindOf(purpose) is { } kind && Allows(purpose, kind, parameters);

    private static Ruling<SchemePlan> Inside(
        AccountId payer, AccountId payee, Amount amount, string purpose, TransferAction action, TimeSpan? expiry,
        bool isForced, SchemeContext context) =>
        PlainPayments.Place(payer, payee, amount, purpose, action, expiry, context).TryGet(out var leg, out var refusal)
            ? IsAllowed(leg, context)
                ? new SchemePlan([leg], isForced ? [] : CreditFacts(leg, context))
                : PlainPayments.PurposeRefusal(purpose)
            : refusal;

    private static Ruling<SchemePlan> Trade(ImmutableArray<Leg> legs, ImmutableArray<Fact> facts, SchemeContext context) =>
        PlainPayments.CheckTrade(legs) is { } refusal
            ? refusal
            : IsAllowed(legs[0], context) ? new SchemePlan(legs, facts) : PlainPayments.PurposeRefusal(legs[0].Purpose);

    // What floors alone do not say of the payer's credit; without any, payments keep to the fast path.
    private static ImmutableArray<Fact> CreditFacts(Leg leg, SchemeContext context)
    {
        if (context.IsCreditOff)
        {
            return [new NoFurtherBelowZero(leg.Debit)];
        }

        if (!CreditTerms.HasPowers(context.Parameters))
        {
            return [];
        }

        var terms = CreditTerms.Of(context.Parameters, context.Currency);
        return [new PowerUse(leg.Debit, terms.PowerOf(leg.Purpose), leg.Amount.Minor, terms.RepaysPurchasesFirst)];
    }

    // What is let go of a held amount, and what is corrected: each power gets back what was drawn on it.
    private static ImmutableArray<Fact> ReturnFacts(SchemeCommand.EndPending end, SchemeContext context)
    {
        var back = end.Action == TransferAction.PostPending ? end.Pending.Amount.Minor - end.Amount.Minor : end.Amount.Minor;
        return back > 0 && CreditTerms.HasPowers(context.Parameters)
            ? [new PowerReturn(
                end.Pending.Debit, end.Pending.Id.Posting, back,
                CreditTerms.Of(context.Parameters, context.Currency).RepaysPurchasesFirst)]
            : [];
    }

    private static ImmutableArray<Fact> ReturnFacts(CorrectDraws correct, SchemeContext context)
    {
        var purchasesFirst = CreditTerms.Of(context.Parameters, context.Currency).RepaysPurchasesFirst;
        return
        [
            .. correct.Legs.GroupBy(static leg => leg.Credit).Select(legs => new PowerReturn(
                legs.Key, correct.Corrected, legs.Sum(static leg => leg.Amount.Minor), purchasesFirst)),
        ];
    }

    // The community's list does not bind the ledger's own bookkeeping.
    private static bool IsAllowed(Leg leg, SchemeContext context) =>
        Allows(leg.Purpose, leg.Kind, context.Parameters);

    private static bool Allows(string purpose, TransferKind kind, SchemeParameters parameters) =>
        PlainPayments.IsBookkeeping(purpose)
        || ((parameters.List(PurposesParameter) is not { } allowed || allowed.Contains(purpose))
            && (kind == TransferKind.Real || parameters.Flag(FinancialAllowedParameter, otherwise: true)));
}
