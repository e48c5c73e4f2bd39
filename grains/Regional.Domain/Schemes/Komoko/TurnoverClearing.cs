namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// The end of a business's turnover period (003, 2.2 and 2.3): own financial covers own real, a levy is charged on what
/// stays uncleared from either side, the rest opens the next period. Minor units.
/// </summary>
/// <param name="CoverMinor">What comes from the own financial account, zero or more.</param>
/// <param name="UnclearedMinor">What stays on the real account before the levy, signed.</param>
/// <param name="LevyMinor">The levy, zero or more; it is a debit on either side.</param>
public sealed record TurnoverClearing(long CoverMinor, long UnclearedMinor, long LevyMinor)
{
    /// <summary>What opens the next period, signed.</summary>
    public long NextOpeningMinor => UnclearedMinor - LevyMinor;

    /// <summary>Works it out.</summary>
    /// <param name="realBalance">The real account at the end of the period, signed.</param>
    /// <param name="financialAvailable">What the own financial account can pay: open less accrued less pending; zero or more.</param>
    /// <param name="levyRate">Rounded down.</param>
    public static TurnoverClearing Of(long realBalance, long financialAvailable, Share levyRate)
    {
        var cover = realBalance < 0 ? (long)Int128.Min(-(Int128)realBalance, long.Max(0, financialAvailable)) : 0;
        var uncleared = realBalance + cover;
        var levy = levyRate.OfDown(long.Abs(uncleared));
        return new TurnoverClearing(cover, uncleared, levy);
    }
}
