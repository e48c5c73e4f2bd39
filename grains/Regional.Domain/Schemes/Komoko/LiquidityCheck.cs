using System.Numerics;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// Check (4) of 003, 4 over a community: the sum of the granted floors, overrides included, is at most the right side of
/// formula (3). Minor units, signed.
/// </summary>
/// <param name="GrantedMinor">Left side.</param>
/// <param name="NeededMinor">Right side, rounded down towards liquidity.</param>
/// <param name="ShortfallMinor">How much overdraft is missing, rounded up; zero: liquidity is achieved.</param>
public sealed record LiquidityCheck(Int128 GrantedMinor, Int128 NeededMinor, Int128 ShortfallMinor)
{
    /// <summary>Whether (4) holds.</summary>
    public bool IsAchieved => ShortfallMinor == 0;

    /// <summary>Adds the accounts up; fractions are added exactly and rounded once.</summary>
    public static LiquidityCheck Of(IEnumerable<GrantedLimit> accounts)
    {
        BigInteger granted = 0;
        BigInteger numerator = 0;
        BigInteger denominator = 1;
        foreach (var account in accounts)
        {
            granted += account.GrantedFloorMinor;
            var exact = account.Computed;
            numerator = (numerator * exact.ExactDenominator) + (exact.ExactNumerator * denominator);
            denominator *= exact.ExactDenominator;
            var shared = BigInteger.GreatestCommonDivisor(numerator, denominator);
            (numerator, denominator) = (numerator / shared, denominator / shared);
        }

        var (needed, remainder) = BigInteger.DivRem(numerator, denominator);
        if (remainder < 0)
        {
            needed--;
        }

        return new LiquidityCheck((Int128)granted, (Int128)needed, (Int128)BigInteger.Max(0, granted - needed));
    }
}

/// <summary>One account in check (4).</summary>
/// <param name="GrantedFloorMinor">The floor in force, zero or less.</param>
/// <param name="Computed">What the formula says.</param>
public sealed record GrantedLimit(long GrantedFloorMinor, OverdraftLimit Computed);
