using System.Numerics;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>Where a limit comes from.</summary>
public enum LimitBasis
{
    /// <summary>Formula (2).</summary>
    Formula = 1,

    /// <summary>No turnover in the period: the last limit stands.</summary>
    NoTurnover = 2,

    /// <summary>The curve never moved: the last limit stands.</summary>
    NoRange = 3,

    /// <summary>A newcomer's approved forecast.</summary>
    Forecast = 4,

    /// <summary>Granted otherwise, with a reason.</summary>
    Override = 5,
}

/// <summary>
/// The overdraft of the coming period (003, 4, formulas (1) and (2)): m_min(1) = −to(1) ÷ v(0) + m_max(0) − c_de(0), with
/// to(1) ÷ v(0) = to(1) × (m_max − m_min) ÷ to(0) as one exact division, rounded towards liquidity.
/// </summary>
/// <param name="FloorMinor">The floor that is granted, zero or less; m_min(1) above zero needs no overdraft.</param>
/// <param name="ExactNumerator">m_min(1) before rounding: numerator.</param>
/// <param name="ExactDenominator">Its denominator, more than zero.</param>
/// <param name="Basis">Where it comes from.</param>
public sealed record OverdraftLimit(
    long FloorMinor, BigInteger ExactNumerator, BigInteger ExactDenominator, LimitBasis Basis)
{
    /// <summary>The limit as people say it: zero or more.</summary>
    public long OverdraftMinor => -FloorMinor;

    /// <summary>
    /// Works formula (2) out. Where there was no turnover or no range the last limit stands.
    /// </summary>
    /// <param name="curve">Of the period that ends.</param>
    /// <param name="depreciation">c_de(0), zero or more.</param>
    /// <param name="growth">to(1) as a multiple of to(0).</param>
    /// <param name="openingShift">opening(1) − opening(0) where the community shifts; zero: as written.</param>
    /// <param name="lastFloor">The floor that was in force, zero or less.</param>
    public static OverdraftLimit Of(BalanceCurve curve, long depreciation, Rate growth, long openingShift, long lastFloor)
    {
        if (curve.TurnoverMinor == 0 || curve.RangeMinor == 0)
        {
            return Standing(lastFloor, curve.TurnoverMinor == 0 ? LimitBasis.NoTurnover : LimitBasis.NoRange);
        }

        var forecast = (BigInteger)curve.TurnoverMinor * growth.Numerator;
        var over = (BigInteger)curve.TurnoverMinor * growth.Denominator;
        return WorkOut(curve, depreciation, forecast, over, openingShift);
    }

    /// <summary>Formula (2) with a forecasted turnover in minor units.</summary>
    public static OverdraftLimit OfForecast(
        BalanceCurve curve, long depreciation, long forecast, long openingShift, long lastFloor) =>
        curve.TurnoverMinor == 0 || curve.RangeMinor == 0
            ? Standing(lastFloor, curve.TurnoverMinor == 0 ? LimitBasis.NoTurnover : LimitBasis.NoRange)
            : WorkOut(curve, depreciation, forecast, curve.TurnoverMinor, openingShift);

    /// <summary>A floor that rests on no formula; in check (4) it stands on both sides.</summary>
    public static OverdraftLimit Standing(long floor, LimitBasis basis) => new(long.Min(0, floor), long.Min(0, floor), 1, basis);

    private static OverdraftLimit WorkOut(
        BalanceCurve curve, long depreciation, BigInteger forecast, BigInteger over, long openingShift)
    {
        var whole = (BigInteger)curve.MaxMinor - depreciation + openingShift;
        var numerator = (whole * over) - (forecast * (BigInteger)curve.RangeMinor);
        var (floor, remainder) = BigInteger.DivRem(numerator, over);
        if (remainder < 0)
        {
            floor--;
        }

        return new OverdraftLimit((long)BigInteger.Max(long.MinValue, BigInteger.Min(0, floor)), numerator, over, LimitBasis.Formula);
    }
}
