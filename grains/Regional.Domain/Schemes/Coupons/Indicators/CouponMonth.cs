namespace Regional.Domain.Schemes.Coupons.Indicators;

/// <summary>
/// What the journal says of one month of a coupon book. Amounts in minor units of the book; corrected lines left out.
/// </summary>
public sealed record CouponMonth
{
    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Members' accounts opened in it.</summary>
    public long NewAccounts { get; init; }

    /// <summary>Notes with the public when it began.</summary>
    public long OpeningCirculation { get; init; }

    /// <summary>Notes with the public when it ended.</summary>
    public long Circulation { get; init; }

    /// <summary>Notes brought in during it.</summary>
    public long NotesIn { get; init; }

    /// <summary>Balances of members above zero when it ended, together.</summary>
    public long CreditBalances { get; init; }

    /// <summary>Coupons that came to members with a business: payments, trades, notes.</summary>
    public long ToBusinesses { get; init; }

    /// <summary>Coupons that members without a business paid or drew.</summary>
    public long ByIndividuals { get; init; }

    /// <summary>Coupons paid from account to account and by trade, and notes brought in: each was a purchase.</summary>
    public long Turnover { get; init; }

    /// <summary>Coupons the community can pay with when it ended: notes outside and balances above zero.</summary>
    public long MoneySupply => Circulation + CreditBalances;

    /// <summary>
    /// How often the notes outside came in during the month: brought in ÷ mean of opening and closing circulation, in
    /// hundredths, half up; null: none were outside.
    /// </summary>
    public long? ReturnsHundredths => OpeningCirculation + Circulation is > 0 and var twice
        ? IndicatorUnits.RatioHundredths(2 * (Int128)NotesIn, twice)
        : null;
}
