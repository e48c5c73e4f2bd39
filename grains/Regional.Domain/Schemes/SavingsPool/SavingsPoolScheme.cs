using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>
/// The savings pool of 001: one balance per member in national currency (savings, or loan when negative) against the
/// pool's bank account in the same ledger. Whatever leaves a member's account is a withdrawal: savings first, which stay
/// while points are negative, then a loan under an agreement. No interest, no fees.
/// </summary>
/// <remarks>
/// The bank account's balance is minus the cash; its ceiling of zero makes "so long as it hasn't been loaned out" a limit
/// of the journal (<c>cashLentOut</c>). What is paid through the region leaves the bank account for the settlement account
/// at once, so that cash promised to the region is nobody else's. Refusals in order: <c>accountNotPayable</c>,
/// <c>purposeNotAllowed</c>, then those of <see cref="Withdrawal.Split"/>. A forced payment is bookkeeping: it is no
/// withdrawal.
/// </remarks>
public sealed class SavingsPoolScheme : IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    public const string SchemeName = "savings-pool";

    /// <summary>Purpose of deposits and withdrawals: national currency against credit (003, 2.1 calls it currency).</summary>
    public const string CashPurpose = "currency";

    private const string CoverPurpose = "settlement";

    /// <inheritdoc />
    public string Name => SchemeName;

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public ImmutableArray<SchemeParameter> Parameters => PoolTerms.Parameters;

    /// <inheritdoc />
    public ImmutableArray<OwnAccount> OwnAccounts { get; } = [new(AccountRole.PoolBank, Ceiling: 0)];

    /// <inheritdoc />
    public ImmutableArray<IPeriodStep> PeriodSteps { get; } = [new PointsStep()];

    /// <inheritdoc />
    public Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context) => command switch
    {
        SchemeCommand.PayInside pay => Inside(
            pay.Payer, pay.Payee, pay.Amount, pay.Purpose, TransferAction.Post, expiry: null, pay.IsForced, context),
        SchemeCommand.PendInside pend => Inside(
            pend.Payer, pend.Payee, pend.Amount, pend.Purpose, TransferAction.Pend, pend.Expiry, pend.IsForced, context),
        SchemeCommand.EndPending end => new SchemePlan([PlainPayments.End(end)], Facts: []),
        SchemeCommand.PayOut pay => Out(pay.Legs, context),
        SchemeCommand.ReceiveIn receive => In(receive.Legs),
        Deposit deposit => ToMember(deposit, context),
        Withdraw take => WithWithdrawal(
            [Cash(take.Account, context.SystemAccounts[AccountRole.PoolBank], take.Amount, context)],
            take.Amount, take.Agreement, context),
        ReturnSettlementCash => Return(context),
        SchemeCommand.Own other => SchemeCatalogue.NotOf(this, other),
        _ => throw new InvariantViolation($"The scheme {Name} has no plan for {command.GetType().Name}."),
    };

    private static Ruling<SchemePlan> Inside(
        AccountId payer, AccountId payee, Amount amount, string purpose, TransferAction action, TimeSpan? expiry,
        bool isForced, SchemeContext context)
    {
        if (!PlainPayments.Place(payer, payee, amount, purpose, action, expiry, context).TryGet(out var leg, out var refusal))
        {
            return refusal;
        }

        return isForced || context.State is not PoolMemberState
            ? new SchemePlan([leg], Facts: [])
            : WithWithdrawal([leg], amount, named: null, context);
    }

    private static Ruling<SchemePlan> Out(ImmutableArray<Leg> legs, SchemeContext context)
    {
        if (PlainPayments.CheckTrade(legs) is { } refusal)
        {
            return refusal;
        }

        var payer = legs[0].Debit;
        var paid = Sum(legs.Where(leg => leg.Debit == payer), context.Currency);
        var region = context.SystemAccounts[AccountRole.Region];
        var owed = Sum(legs.Where(leg => leg.Credit == region), context.Currency);
        var cover = legs[0] with
        {
            Debit = context.SystemAccounts[AccountRole.Settlement],
            Credit = context.SystemAccounts[AccountRole.PoolBank],
            Amount = owed,
            Kind = TransferKind.Financial,
            Purpose = CoverPurpose,
            Counter = null,
            RateId = 0,
        };
        return WithWithdrawal(owed.IsZero ? legs : [.. legs, cover], paid, named: null, context);
    }

    private static Ruling<SchemePlan> In(ImmutableArray<Leg> legs) =>
        PlainPayments.CheckTrade(legs) is { } refusal ? refusal : new SchemePlan(legs, Facts: []);

    // An account that does not exist is the journal's to refuse.
    private static Ruling<SchemePlan> ToMember(Deposit deposit, SchemeContext context) =>
        context.Accounts.TryGetValue(deposit.Account, out var account) && account.State.Role != AccountRole.Member
            ? Refusal.For(
                RefusalReason.AccountNotPayable,
                RefusalFact.Account(deposit.Account),
                new("role", account.State.Role.ToString().ToLowerInvariant()))
            : new SchemePlan(
                [Cash(context.SystemAccounts[AccountRole.PoolBank], deposit.Account, deposit.Amount, context)], Facts: []);

    private static Ruling<SchemePlan> WithWithdrawal(
        ImmutableArray<Leg> legs, Amount amount, OperationId? named, SchemeContext context)
    {
        if (context.State is not PoolMemberState member)
        {
            return Refusal.For(RefusalReason.AccountUnknown, RefusalFact.Account(legs[0].Debit));
        }

        var split = Withdrawal.Split(
            member.Account, member.PointsMinor, member.Agreements, amount, named, PoolTerms.Of(context.Parameters));
        return split.TryGet(out var withdrawal, out var refusal)
            ? new SchemePlan(
                legs,
                [
                    new WithdrawalDecided(
                        member.Account.Id,
                        withdrawal.OwnMinor,
                        amount.Minor - withdrawal.OwnMinor,
                        member.PointsMinor,
                        member.Account.Balance - member.Account.DebitsPending - amount.Minor),
                    .. withdrawal.Draws,
                ])
            : refusal;
    }

    private static Ruling<SchemePlan> Return(SchemeContext context) =>
        context.State is PoolCashState { FreeMinor: > 0 and var free }
            ? new SchemePlan(
                [
                    Cash(
                        context.SystemAccounts[AccountRole.PoolBank],
                        context.SystemAccounts[AccountRole.Settlement],
                        new Amount(free, context.Currency),
                        context) with { Purpose = CoverPurpose },
                ],
                Facts: [])
            : Refusal.For(RefusalReason.NoSettlementCash);

    private static Leg Cash(AccountId from, AccountId to, Amount amount, SchemeContext context) => new()
    {
        Ledger = context.Ledger,
        Debit = from,
        Credit = to,
        Amount = amount,
        Kind = TransferKind.Financial,
        Purpose = CashPurpose,
    };

    private static Amount Sum(IEnumerable<Leg> legs, Currency currency) =>
        legs.Aggregate(new Amount(0, currency), static (sum, leg) => sum + leg.Amount);
}
