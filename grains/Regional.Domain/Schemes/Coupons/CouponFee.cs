using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>A fee in its two parts (002, II.B.3a): the administration's #1 and the community fund's #2.</summary>
public readonly record struct CouponFee(Amount Administration, Amount CommunityFund)
{
    /// <summary>Both parts.</summary>
    public Amount Total => Administration + CommunityFund;

    /// <summary>No fee in that unit.</summary>
    public static CouponFee None(Currency currency) => new(new Amount(0, currency), new Amount(0, currency));

    /// <summary>
    /// The fee on an amount: the total is rounded half up, then split by largest remainder in proportion to the two
    /// rates, so that 7 % of 1,030 is 72 = 51 + 21.
    /// </summary>
    /// <param name="charged">What the fee is reckoned on.</param>
    /// <param name="total">Rate of both parts together.</param>
    /// <param name="administration">Weight of #1.</param>
    /// <param name="communityFund">Weight of #2.</param>
    public static CouponFee Of(Amount charged, Percent total, Percent administration, Percent communityFund)
    {
        var whole = total.Of(charged);
        if (whole.IsZero)
        {
            return None(charged.Currency);
        }

        var parts = Apportionment.LargestRemainder(
            whole.Minor, [administration.Millionths, communityFund.Millionths]);
        return new CouponFee(new Amount(parts[0], charged.Currency), new Amount(parts[1], charged.Currency));
    }
}
