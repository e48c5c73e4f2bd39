using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// Payments from account to account and by trade: they move no notes, and the part that takes a member below zero bears
/// the fee on top, so that the payee receives whole.
/// </summary>
/// <remarks>
/// Refusals in order: <c>accountNotPayable</c> (region, circulation and till difference move only by what they stand
/// for), <c>purposeNotAllowed</c>, <c>paymentsNotOffered</c>, <c>fundShort</c> (#1 and #2 have no credit),
/// <c>creditNotPending</c> (what is held cannot bear a fee yet), <c>rupiahFeeDue</c> (preset C: the fee on credit is paid
/// at the counter).
/// </remarks>
internal static class CouponPayments
{
    public static Ruling<SchemePlan> Plan(SchemeCommand.PayInside pay, CouponScene scene) =>
        Inside(pay.Payer, pay.Payee, pay.Amount, pay.Purpose, pends: false, expiry: null, scene);

    public static Ruling<SchemePlan> Plan(SchemeCommand.PendInside pend, CouponScene scene) =>
        Inside(pend.Payer, pend.Payee, pend.Amount, pend.Purpose, pends: true, pend.Expiry, scene);

    public static Ruling<SchemePlan> Plan(SchemeCommand.EndPending end) => Planned(
        [
            new Leg
            {
                Ledger = end.Pending.Ledger,
                Debit = end.Pending.Debit,
                Credit = end.Pending.Credit,
                Amount = end.Amount,
                Action = end.Action,
                Kind = end.Kind,
                Purpose = end.Purpose,
                Resolves = end.Pending.Id,
            },
        ]);

    public static Ruling<SchemePlan> Plan(SchemeCommand.PayOut pay, CouponScene scene)
    {
        var first = pay.Legs[0];
        if ((CheckRole(first.Debit, scene) ?? CheckTrade(first)) is { } refusal)
        {
            return refusal;
        }

        return FeeOn(first, first.Action == TransferAction.Pend, scene).TryGet(out var fee, out var refused)
            ? Planned([.. pay.Legs, .. fee.Legs])
            : refused;
    }

    public static Ruling<SchemePlan> Plan(SchemeCommand.ReceiveIn receive, CouponScene scene) =>
        (CheckRole(receive.Legs[0].Credit, scene) ?? CheckTrade(receive.Legs[0])) is { } refusal
            ? refusal
            : Planned(receive.Legs);

    private static Ruling<SchemePlan> Inside(
        AccountId payer, AccountId payee, Amount amount, string purpose, bool pends, TimeSpan? expiry, CouponScene scene)
    {
        if ((CheckRole(payer, scene) ?? CheckRole(payee, scene)) is { } closed)
        {
            return closed;
        }

        var isBetweenMembers = IsMembers(payer, scene) && IsMembers(payee, scene);
        if (Purposes.KindOf(purpose) is null || (isBetweenMembers && IsBookkeeping(purpose)))
        {
            return Refusal.For(RefusalReason.PurposeNotAllowed, new RefusalFact("purpose", purpose));
        }

        if (isBetweenMembers && !scene.Terms.PaymentsAllowed)
        {
            return Refusal.For(RefusalReason.PaymentsNotOffered, RefusalFact.Account(payer));
        }

        var main = scene.Leg(payer, payee, amount, purpose) with
        {
            Action = pends ? TransferAction.Pend : TransferAction.Post,
            Expiry = expiry,
        };
        return FeeOn(main, pends, scene).TryGet(out var fee, out var refusal) ? Planned([main, .. fee.Legs]) : refusal;
    }

    private static Ruling<CouponPaymentFee> FeeOn(Leg main, bool pends, CouponScene scene)
    {
        var role = scene.RoleOf(main.Debit);
        var credit = CouponWithdrawal.CreditPart(main.Amount, scene.Available);
        if (credit.IsZero || IsBookkeeping(main.Purpose)
            || role is not (AccountRole.Member or AccountRole.Administration or AccountRole.CommunityFund))
        {
            return new CouponPaymentFee([]);
        }

        if (role != AccountRole.Member)
        {
            return FundShort(main.Debit, main.Amount, scene);
        }

        if (pends)
        {
            return Refusal.For(
                RefusalReason.CreditNotPending,
                RefusalFact.Account(main.Debit),
                RefusalFact.Money("balance", scene.Available, scene.Currency));
        }

        var fee = scene.Terms.FeeOn(credit);
        if (fee.Total.IsZero || scene.Terms.Form != FeeForm.InRupiah)
        {
            return new CouponPaymentFee([.. scene.FeeLegs(main.Debit, fee)]);
        }

        return Refusal.For(
            RefusalReason.RupiahFeeDue,
            RefusalFact.Account(main.Debit),
            RefusalFact.Money("credit", credit.Minor, scene.Currency),
            RefusalFact.Money("fee", fee.Total.Minor, scene.Currency));
    }

    /// <summary>What #1 or #2 is asked beyond its balance.</summary>
    public static Refusal FundShort(AccountId fund, Amount amount, CouponScene scene) => Refusal.For(
        RefusalReason.FundShort,
        RefusalFact.Account(fund),
        RefusalFact.Money("balance", scene.Available, scene.Currency),
        RefusalFact.Money("amount", amount.Minor, scene.Currency));

    // The other ledgers of a trade see its kind, so it must be the one the purpose has.
    private static Refusal? CheckTrade(Leg leg) =>
        !IsBookkeeping(leg.Purpose) && Purposes.KindOf(leg.Purpose) == leg.Kind
            ? null
            : Refusal.For(RefusalReason.PurposeNotAllowed, new RefusalFact("purpose", leg.Purpose));

    // An account that does not exist is the journal's to refuse.
    private static Refusal? CheckRole(AccountId id, CouponScene scene) =>
        scene.RoleOf(id) is (AccountRole.Region or AccountRole.Circulation or AccountRole.TillDifference) and var role
            ? Refusal.For(
                RefusalReason.AccountNotPayable,
                RefusalFact.Account(id),
                new("role", role.ToString().ToLowerInvariant()))
            : null;

    private static bool IsMembers(AccountId id, CouponScene scene) => scene.RoleOf(id) is null or AccountRole.Member;

    private static bool IsBookkeeping(string purpose) =>
        purpose is "opening" or "correction" or "settlement" or "exchange-difference";

    private static SchemePlan Planned(ImmutableArray<Leg> legs) => new(legs, Facts: []);
}

/// <summary>The fee's transfers beside a payment; none where nothing is drawn on credit.</summary>
internal sealed record CouponPaymentFee(ImmutableArray<Leg> Legs);
