using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// The rupiah book of 002: the cash box, the reserve behind convertible coupons, and #1 and #2 in rupiah. Conversions and
/// fees in rupiah are booked into it from the other books; by hand the administrator pays out of #1 and #2 and counts the
/// box. It takes no part in trades.
/// </summary>
public sealed class RupiahScheme : IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    public const string SchemeName = "coupons-rupiah";

    /// <inheritdoc />
    public string Name => SchemeName;

    /// <inheritdoc />
    public ImmutableArray<SchemeParameter> Parameters => [];

    /// <inheritdoc />
    public ImmutableArray<OwnAccount> OwnAccounts { get; } =
    [
        new(AccountRole.Cash, Ceiling: 0), new(AccountRole.Reserve, Floor: 0), new(AccountRole.Administration, Floor: 0),
        new(AccountRole.CommunityFund, Floor: 0),
    ];

    /// <inheritdoc />
    public Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context) => command switch
    {
        SchemeCommand.PayInside pay => Inside(pay.Payer, pay.Payee, pay.Amount, pay.Purpose, context),
        SchemeCommand.PendInside pend => Inside(
            pend.Payer, pend.Payee, pend.Amount, pend.Purpose, context, TransferAction.Pend, pend.Expiry),
        SchemeCommand.EndPending end => CouponPayments.Plan(end),
        SchemeCommand.PayOut or SchemeCommand.ReceiveIn => NotTraded(this, context),
        SchemeCommand.Own own => SchemeCatalogue.NotOf(this, own),
        _ => throw new InvariantViolation($"The scheme {Name} has no plan for {command.GetType().Name}."),
    };

    /// <summary>
    /// A payment by hand. Refusals in order: <c>accountNotPayable</c> (region, reserve and contra move only by what they
    /// stand for), <c>purposeNotAllowed</c>.
    /// </summary>
    internal static Ruling<SchemePlan> Inside(
        AccountId payer, AccountId payee, Amount amount, string purpose, SchemeContext context,
        TransferAction action = TransferAction.Post, TimeSpan? expiry = null)
    {
        foreach (var account in new[] { payer, payee })
        {
            if (context.Accounts.TryGetValue(account, out var known)
                && known.State.Role is AccountRole.Region or AccountRole.Reserve or AccountRole.Contra)
            {
                return Refusal.For(
                    RefusalReason.AccountNotPayable,
                    RefusalFact.Account(account),
                    new("role", known.State.Role.ToString().ToLowerInvariant()));
            }
        }

        if (Purposes.KindOf(purpose) is not { } kind)
        {
            return Refusal.For(RefusalReason.PurposeNotAllowed, new RefusalFact("purpose", purpose));
        }

        return new SchemePlan(
            [
                new Leg
                {
                    Ledger = context.Ledger,
                    Debit = payer,
                    Credit = payee,
                    Amount = amount,
                    Action = action,
                    Kind = kind,
                    Purpose = purpose,
                    Expiry = expiry,
                },
            ],
            Facts: []);
    }

    internal static Refusal NotTraded(IScheme scheme, SchemeContext context) => Refusal.For(
        RefusalReason.BookNotTraded, new("ledger", $"{context.Ledger}"), new("scheme", scheme.Name));
}
