using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>How many coupons a community will need (002, II.A.1.6E.a), both ways.</summary>
public static class MoneyVolume
{
    private const int MonthsPerYear = 12;

    /// <summary>What families spend on key basic needs: a month's share of salary × families; a year has twelve.</summary>
    /// <param name="basicNeeds">Part of one family's monthly salary that is spent on them.</param>
    /// <param name="families">How many.</param>
    public static ProjectedVolume ByNeeds(Amount basicNeeds, int families)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(families);
        var month = new Amount(basicNeeds.Minor * families, basicNeeds.Currency);
        return new ProjectedVolume(month, new Amount(month.Minor * MonthsPerYear, month.Currency));
    }

    /// <summary>
    /// Credit limit × members + one half of the volume: 100,000 × 100 + 5,000,000 = 15,000,000. Of an odd volume the half
    /// is rounded up.
    /// </summary>
    /// <param name="limit">Of one member.</param>
    /// <param name="members">How many.</param>
    /// <param name="volume">Of a month (the default reading) or a year.</param>
    public static Amount ByLimits(Amount limit, int members, Amount volume)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(members);
        return new Amount(limit.Minor * members, limit.Currency)
            + new Amount(volume.Minor - (volume.Minor / 2), volume.Currency);
    }
}

/// <summary>Projected volume of coupons.</summary>
/// <param name="Month">A month's.</param>
/// <param name="Year">A year's.</param>
public readonly record struct ProjectedVolume(Amount Month, Amount Year);
