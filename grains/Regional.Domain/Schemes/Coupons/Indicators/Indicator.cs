namespace Regional.Domain.Schemes.Coupons.Indicators;

/// <summary>
/// A monthly figure that a credit union enters to see what its coupons do (002, III.A and III.B). Numbers are stored;
/// never reuse one.
/// </summary>
public enum Indicator
{
    /// <summary>Accounts of the credit union in rupiah when the month ended; a count.</summary>
    Accounts = 1,

    /// <summary>Savings in rupiah when the month ended; minor units.</summary>
    Savings = 2,

    /// <summary>Assets of the credit union in rupiah when the month ended; minor units.</summary>
    Assets = 3,

    /// <summary>Savings deposited in the month, in rupiah; minor units.</summary>
    SavingsDeposits = 4,

    /// <summary>Businesses formed in the month as a result of the coupons; a count.</summary>
    NewBusinesses = 5,

    /// <summary>Estimated share of monthly income that members spend in coupons; hundredths of a per cent.</summary>
    IncomeInCoupons = 6,

    /// <summary>Tracer notes that were followed in the month; a count.</summary>
    TracerNotes = 7,

    /// <summary>How often those tracer notes changed hands; a count.</summary>
    TracerHands = 8,

    /// <summary>What business members sold in the month for rupiah, by their books or a survey; minor units.</summary>
    BusinessTurnover = 9,

    /// <summary>What individual members spent in the month in rupiah, by a survey; minor units.</summary>
    MemberSpending = 10,

    /// <summary>What was traded in the community in the month in rupiah, by a survey; minor units.</summary>
    LocalTrade = 11,
}

/// <summary>How an indicator's figures are written.</summary>
public enum IndicatorUnit
{
    /// <summary>A whole number.</summary>
    Count,

    /// <summary>An amount, minor units of the coupon book, which is at par with the rupiah (II.A).</summary>
    Money,

    /// <summary>Hundredths of a per cent.</summary>
    Share,
}

/// <summary>A figure of one month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Indicator">Which.</param>
/// <param name="Value">In the indicator's unit, not negative.</param>
public readonly record struct MonthlyFigure(DateOnly Month, Indicator Indicator, long Value);
