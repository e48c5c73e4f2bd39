namespace Regional.Domain.Schemes.Komoko;

/// <summary>Formula (2) for one account under both readings of the opening balance (issue 7, c).</summary>
/// <param name="AsWritten">Without shift.</param>
/// <param name="Shifted">Shifted by opening(1) − opening(0).</param>
/// <param name="Chosen">The one that the terms choose.</param>
public sealed record OverdraftProposal(OverdraftLimit AsWritten, OverdraftLimit Shifted, OverdraftLimit Chosen)
{
    /// <summary>Works both out.</summary>
    /// <param name="curve">Of the period that ended.</param>
    /// <param name="nextOpening">opening(1), signed.</param>
    /// <param name="depreciation">c_de(0), zero or more.</param>
    /// <param name="lastFloor">The floor in force; null: none, which is no limit that could stand.</param>
    /// <param name="terms">In force.</param>
    public static OverdraftProposal Of(
        BalanceCurve curve, long nextOpening, long depreciation, long? lastFloor, KomokoTerms terms)
    {
        var last = lastFloor ?? 0;
        var asWritten = OverdraftLimit.Of(curve, depreciation, terms.GrowthRate, openingShift: 0, last);
        var shifted = OverdraftLimit.Of(
            curve, depreciation, terms.GrowthRate, nextOpening - curve.OpeningMinor, last);
        return new OverdraftProposal(asWritten, shifted, terms.ShiftsOpening ? shifted : asWritten);
    }
}
