using System.Numerics;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// Credit that a buyer keeps past the clearing of its account, until the producer that discharged it sells (003, 5.2).
/// </summary>
/// <param name="Bid">The bid that it serves.</param>
/// <param name="Offer">The offer that it comes from.</param>
/// <param name="Buyer">The financial account that pays it in and is paid back.</param>
/// <param name="AmountMinor">Minor units, more than zero.</param>
/// <param name="YearlyRate">Of the amount, for 365 days.</param>
/// <param name="StartsOn">Business date of the payment in: the first day that bears interest.</param>
/// <param name="DueOn">The bid's date: the first day that bears none and the first on which it may be paid back.</param>
public sealed record TimeDeposit(
    long Bid, long Offer, AccountId Buyer, long AmountMinor, Share YearlyRate, DateOnly StartsOn, DateOnly DueOn)
{
    private const int DaysOfYear = 365;

    /// <summary>Days that bear interest, also when it is paid back later: zero or more.</summary>
    public int Days => int.Max(0, DueOn.DayNumber - StartsOn.DayNumber);

    /// <summary>Interest for its whole term, actual/365, minor units, zero or more, rounded down once.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public long InterestMinor => checked((long)(
        (BigInteger)AmountMinor * YearlyRate.Numerator * Days / ((BigInteger)YearlyRate.Denominator * DaysOfYear)));

    /// <summary>Whether it may be paid back on a business date: from the day it is due on.</summary>
    public bool IsDueOn(DateOnly date) => date >= DueOn;

    /// <summary>The maturity of the lot as which it arrives back at the buyer: operative maturity later.</summary>
    /// <param name="paidOn">Business date of the repayment.</param>
    /// <param name="operativeMaturityDays">In force on that date, zero or more.</param>
    public static DateOnly MaturesAfter(DateOnly paidOn, int operativeMaturityDays) => paidOn.AddDays(operativeMaturityDays);
}
