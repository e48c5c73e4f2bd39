using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// The convertible book of 002 (II.B.1b): members turn rupiah into convertible coupons without charge and back at 10 % to
/// #1. It has the members' accounts and a contra account; rupiah stand behind every coupon of it, in the reserve of the
/// community's rupiah book.
/// </summary>
/// <remarks>
/// Refusals in order: <c>conversionNotOffered</c> (off by default: 002 leaves it out at the outset),
/// <c>rupiahBookMissing</c>; for payments <c>accountNotPayable</c>, <c>purposeNotAllowed</c>; for trades
/// <c>bookNotTraded</c>. Members have no credit in it: their floor is zero.
/// </remarks>
public sealed class ConvertibleScheme : IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    public const string SchemeName = "coupons-convertible";

    private const string Offered = "offered";
    private const string Charge = "conversionBackFee";
    private const int ChargePercent = 10;

    /// <inheritdoc />
    public string Name => SchemeName;

    /// <inheritdoc />
    public ImmutableArray<SchemeParameter> Parameters { get; } =
    [
        new(
            Offered, "false", "Whether members may convert: true or false.",
            "002, I.A: perhaps too complex to implement at the outset",
            static (text, _) => text is "true" or "false"),
        new(
            Charge, "10", "Per cent charged when coupons are turned back to rupiah, to #1.", "002, II.B.1b",
            static (text, _) => Percent.TryParse(text) is not null),
    ];

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public ImmutableArray<OwnAccount> OwnAccounts { get; } = [new(AccountRole.Contra)];

    /// <inheritdoc />
    public long? FloorOfNewAccount(SchemeParameters parameters, Currency currency) => 0;

    /// <inheritdoc />
    public Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context) => command switch
    {
        SchemeCommand.PayInside pay => RupiahScheme.Inside(pay.Payer, pay.Payee, pay.Amount, pay.Purpose, context),
        SchemeCommand.PendInside pend => RupiahScheme.Inside(
            pend.Payer, pend.Payee, pend.Amount, pend.Purpose, context, TransferAction.Pend, pend.Expiry),
        SchemeCommand.EndPending end => CouponPayments.Plan(end),
        SchemeCommand.PayOut or SchemeCommand.ReceiveIn => RupiahScheme.NotTraded(this, context),
        ConvertRupiah convert => Convert(convert.Account, convert.Amount, isBack: false, context),
        ConvertBack convert => Convert(convert.Account, convert.Amount, isBack: true, context),
        SchemeCommand.Own own => SchemeCatalogue.NotOf(this, own),
        _ => throw new InvariantViolation($"The scheme {Name} has no plan for {command.GetType().Name}."),
    };

    private static Ruling<SchemePlan> Convert(AccountId account, Amount amount, bool isBack, SchemeContext context)
    {
        if (!context.Parameters.Flag(Offered, otherwise: false))
        {
            return Refusal.For(RefusalReason.ConversionNotOffered, new RefusalFact("ledger", $"{context.Ledger}"));
        }

        if ((context.State as CouponState)?.Rupiah is not { } book || book.Currency.Scale != context.Currency.Scale)
        {
            return Refusal.For(RefusalReason.RupiahBookMissing, new RefusalFact("preset", "convertible"));
        }

        var contra = context.SystemAccounts[AccountRole.Contra];
        var rupiah = new Amount(amount.Minor, book.Currency);
        if (!isBack)
        {
            return Planned(
                Leg(context.Ledger, contra, account, amount), Leg(book.Ledger, book.Cash, book.Reserve, rupiah));
        }

        var rate = Percent.TryParse(context.Parameters.Values.GetValueOrDefault(Charge)) ?? Percent.OfWhole(ChargePercent);
        var charge = rate.Of(rupiah);
        return Planned(
            Leg(context.Ledger, account, contra, amount),
            Leg(book.Ledger, book.Reserve, book.Cash, rupiah - charge),
            Leg(book.Ledger, book.Reserve, book.Administration, charge) with
            {
                Kind = TransferKind.Real,
                Purpose = Purposes.Fee,
            });
    }

    private static SchemePlan Planned(params ReadOnlySpan<Leg> legs)
    {
        var moved = ImmutableArray.CreateBuilder<Leg>();
        foreach (var leg in legs)
        {
            if (!leg.Amount.IsZero)
            {
                moved.Add(leg);
            }
        }

        return new SchemePlan(moved.ToImmutable(), Facts: []);
    }

    private static Leg Leg(LedgerId ledger, AccountId from, AccountId to, Amount amount) => new()
    {
        Ledger = ledger,
        Debit = from,
        Credit = to,
        Amount = amount,
        Kind = TransferKind.Financial,
        Purpose = "currency",
    };
}
