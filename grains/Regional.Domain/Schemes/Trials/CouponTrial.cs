using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Domain.Schemes.Trials;

/// <summary>Coupons drawn or paid in the past.</summary>
/// <param name="Asked">What was drawn or paid, without its fee.</param>
/// <param name="BalanceMinor">The account's balance before, signed.</param>
/// <param name="LimitMinor">The credit limit it is marked with; null: the ladder's first.</param>
/// <param name="IsPayment">From account to account; otherwise in notes at the counter.</param>
public sealed record PastDrawing(Amount Asked, long BalanceMinor, long? LimitMinor, bool IsPayment);

/// <summary>What terms of a coupon book make of it, the account being as it was.</summary>
/// <param name="FeeMinor">The fee, in coupons or rupiah.</param>
/// <param name="NotesMinor">Notes handed out.</param>
/// <param name="Refusal">Code of its refusal; null: it happens.</param>
public sealed record CouponTrial(long FeeMinor, long NotesMinor, string? Refusal)
{
    /// <summary>
    /// Works it out. Refusals in order: <c>paymentsNotOffered</c>, <c>rupiahFeeDue</c>, <c>floorExceeded</c>; of what is
    /// refused there is neither fee nor note.
    /// </summary>
    public static CouponTrial Of(PastDrawing past, CouponTerms terms)
    {
        var credit = CouponWithdrawal.CreditPart(past.Asked, past.BalanceMinor);
        if (past.IsPayment && !terms.PaymentsAllowed)
        {
            return Refused(RefusalReason.PaymentsNotOffered);
        }

        if (past.IsPayment && terms.Form == FeeForm.InRupiah && !terms.FeeOn(credit).Total.IsZero)
        {
            return Refused(RefusalReason.RupiahFeeDue);
        }

        var drawn = past.IsPayment
            ? new CouponWithdrawal(past.Asked, terms.FeeOn(credit), CouponFee.None(past.Asked.Currency))
            : CouponWithdrawal.Of(past.Asked, past.BalanceMinor, terms);
        var limit = past.LimitMinor is { } marked ? new Amount(marked, past.Asked.Currency) : terms.Ladder[0];
        return credit.Minor > 0 && (Int128)past.BalanceMinor - drawn.Debit.Minor < terms.FloorFor(limit)
            ? Refused(RefusalReason.FloorExceeded)
            : new CouponTrial(
                drawn.Fee.Total.Minor + drawn.RupiahFee.Total.Minor, past.IsPayment ? 0 : drawn.Notes.Minor, Refusal: null);
    }

    private static CouponTrial Refused(RefusalReason reason) => new(0, 0, RefusalCatalogue.Of(reason).Code);
}
