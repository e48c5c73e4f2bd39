using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// The coupon book of 002: members draw coupons as numbered notes on credit against a fee, bring them in again, and pay
/// each other from account to account. Accounts of the book besides the members': circulation (the notes outside),
/// Administration #1, Community Fund #2, balance account, till difference, region, settlement. It sums to zero.
/// </summary>
/// <remarks>
/// Parameters: <see cref="CouponParameters"/>. Commands of its own: <see cref="WithdrawCoupons"/>,
/// <see cref="DepositCoupons"/>, <see cref="ExchangeNotes"/>, <see cref="SettleTill"/>, <see cref="CoverClosing"/>,
/// <see cref="CorrectLine"/>. Refusals in order stand with each plan.
/// </remarks>
public sealed class CouponScheme : IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    public const string SchemeName = "coupons";

    /// <inheritdoc />
    public string Name => SchemeName;

    /// <inheritdoc />
    public ImmutableArray<SchemeParameter> Parameters => CouponParameters.All;

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public ImmutableArray<OwnAccount> OwnAccounts { get; } =
    [
        new(AccountRole.Circulation), new(AccountRole.Administration, Floor: 0),
        new(AccountRole.CommunityFund, Floor: 0), new(AccountRole.Balance), new(AccountRole.TillDifference),
    ];

    /// <inheritdoc />
    public ImmutableArray<IPeriodStep> PeriodSteps { get; } = [new AdministrationChargeStep(), new RepaymentStep()];

    /// <inheritdoc />
    public long? FloorOfNewAccount(SchemeParameters parameters, Currency currency) =>
        CouponParameters.Read(parameters, currency).TryGet(out var terms, out _) ? terms.FloorFor(terms.Ladder[0]) : null;

    /// <inheritdoc />
    public Refusal? FindContradiction(SchemeParameters parameters, Currency currency) =>
        CouponParameters.Read(parameters, currency).TryGet(out _, out var refusal) ? null : refusal;

    /// <inheritdoc />
    public SchemeCommand.Own? CorrectionOf(
        OperationId corrected, ImmutableArray<Leg> legs, SchemeParameters parameters) => new UndoPayment(corrected, legs);

    /// <inheritdoc />
    public Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context)
    {
        if (!CouponParameters.Read(context.Parameters, context.Currency).TryGet(out var terms, out var unreadable))
        {
            return unreadable;
        }

        var scene = new CouponScene(context, terms, (CouponState)context.State!);
        return command switch
        {
            SchemeCommand.PayInside pay => CouponPayments.Plan(pay, scene),
            SchemeCommand.PendInside pend => CouponPayments.Plan(pend, scene),
            SchemeCommand.EndPending end => CouponPayments.Plan(end),
            SchemeCommand.PayOut pay => CouponPayments.Plan(pay, scene),
            SchemeCommand.ReceiveIn receive => CouponPayments.Plan(receive, scene),
            WithdrawCoupons withdraw => CouponCounter.Plan(withdraw, scene),
            DepositCoupons deposit => CouponCounter.Plan(deposit, scene),
            ExchangeNotes exchange => CouponCounter.Plan(exchange, scene),
            SettleTill settle => CouponClosings.Plan(settle, scene),
            CoverClosing cover => CouponClosings.Plan(cover, scene),
            CorrectLine correct => CouponCorrections.Plan(correct, scene),
            UndoPayment undo => CouponCorrections.Plan(undo, scene),
            SchemeCommand.Own own => SchemeCatalogue.NotOf(this, own),
            _ => throw new InvariantViolation($"The scheme {Name} has no plan for {command.GetType().Name}."),
        };
    }
}
