using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>What a withdrawal of coupons comes to (worked examples, 002).</summary>
/// <param name="Notes">Handed out; the circulation account is credited with it.</param>
/// <param name="Fee">Charged to the account in coupons.</param>
/// <param name="RupiahFee">Paid in rupiah at the counter.</param>
public sealed record CouponWithdrawal(Amount Notes, CouponFee Fee, CouponFee RupiahFee)
{
    /// <summary>What the account is debited altogether.</summary>
    public Amount Debit => Notes + Fee.Total;

    /// <summary>
    /// Reckons a withdrawal of <paramref name="asked"/>. Kept back from the notes, the fee may leave what no notes can
    /// pay; that stays on the account, as it does in an exchange.
    /// </summary>
    /// <param name="asked">In the book's unit.</param>
    /// <param name="available">Balance less pending debits, minor units, signed; used where only credit bears the fee.</param>
    /// <param name="terms">In force.</param>
    public static CouponWithdrawal Of(Amount asked, long available, CouponTerms terms)
    {
        var fee = terms.FeeOn(terms.Base == FeeBase.Credit ? CreditPart(asked, available) : asked);
        var none = CouponFee.None(asked.Currency);
        return terms.Form switch
        {
            FeeForm.OnTop => new CouponWithdrawal(asked, fee, none),
            FeeForm.InRupiah => new CouponWithdrawal(asked, none, fee),
            FeeForm.KeptBack => new CouponWithdrawal(
                Change.Unlimited(terms.Denominations).LargestWithin(asked - fee.Total), fee, none),
        };
    }

    /// <summary>The part of an amount that takes an account below zero, or further below.</summary>
    public static Amount CreditPart(Amount amount, long available) =>
        new(amount.Minor - Math.Clamp(available, 0, amount.Minor), amount.Currency);

    /// <summary>
    /// The largest withdrawal, asked in notes, that the account's room still bears with its fee; zero: none.
    /// </summary>
    /// <param name="room">What the account may still be debited, minor units; negative counts as none.</param>
    /// <param name="available">As for the withdrawal itself.</param>
    /// <param name="terms">In force.</param>
    /// <param name="notes">The notes to pay it with.</param>
    /// <param name="currency">The book's unit.</param>
    public static Amount Largest(Int128 room, long available, CouponTerms terms, Change notes, Currency currency)
    {
        // What is debited never falls when more is asked, so the bound is found by bisection.
        var (least, most) = (0L, (long)Int128.Clamp(room, 0, long.MaxValue / 4));
        while (least < most)
        {
            var middle = least + ((most - least + 1) / 2);
            if (Of(new Amount(middle, currency), available, terms).Debit.Minor <= room)
            {
                least = middle;
            }
            else
            {
                most = middle - 1;
            }
        }

        return notes.LargestWithin(new Amount(least, currency));
    }
}
