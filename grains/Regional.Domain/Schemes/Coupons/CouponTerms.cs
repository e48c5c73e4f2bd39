using System.Collections.Immutable;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// A coupon book's parameters in force, read once into types. <see cref="CouponParameters"/> says what each means and
/// reads them.
/// </summary>
public sealed record CouponTerms
{
    /// <summary>Which reading of 002's fee.</summary>
    public required FeePreset Preset { get; init; }

    /// <summary>Rate of the part for #1.</summary>
    public required Percent Administration { get; init; }

    /// <summary>Rate of the part for #2.</summary>
    public required Percent CommunityFund { get; init; }

    /// <summary>What the fee is reckoned on.</summary>
    public required FeeBase Base { get; init; }

    /// <summary>What the credit limit measures.</summary>
    public required LimitMeasure Measure { get; init; }

    /// <summary>Credit limits in order, rising; the first is a new member's.</summary>
    public required ImmutableArray<Amount> Ladder { get; init; }

    /// <summary>Values of notes, rising.</summary>
    public required ImmutableArray<Amount> Denominations { get; init; }

    /// <summary>Rate of the charge for exchanging expired notes; split as the fee.</summary>
    public required Percent Exchange { get; init; }

    /// <summary>Months from a series' issue to its last valid day, where none is given.</summary>
    public required int NoteLifeMonths { get; init; }

    /// <summary>Whether members pay each other from account to account.</summary>
    public required bool PaymentsAllowed { get; init; }

    /// <summary>Share of a negative balance to be repaid a month; zero: none.</summary>
    public required Percent Repayment { get; init; }

    /// <summary>Charged to every member's account at the end of a month; zero: none.</summary>
    public required Amount MonthlyCharge { get; init; }

    /// <summary>Whether notes move only through an open till.</summary>
    public required bool TillsRequired { get; init; }

    /// <summary>Whether withdrawals and deposits need the member's signature or PIN.</summary>
    public required bool EvidenceRequired { get; init; }

    /// <summary>How the preset takes the fee.</summary>
    public FeeForm Form => Preset switch
    {
        FeePreset.A or FeePreset.B => FeeForm.OnTop,
        FeePreset.C => FeeForm.InRupiah,
        FeePreset.D => FeeForm.KeptBack,
    };

    /// <summary>Rate of both parts.</summary>
    public Percent Fee => new(Administration.Millionths + CommunityFund.Millionths);

    /// <summary>The fee on an amount.</summary>
    public CouponFee FeeOn(Amount charged) => CouponFee.Of(charged, Fee, Administration, CommunityFund);

    /// <summary>The charge for exchanging expired notes of this value.</summary>
    public CouponFee ExchangeFeeOn(Amount value) => CouponFee.Of(value, Exchange, Administration, CommunityFund);

    /// <summary>
    /// Least balance of an account with this credit limit, minor units, signed. The limit that measures coupons drawn
    /// can be drawn in full, so the fee on it lies beyond it: 100,000 at 7 % on top gives −107,000.
    /// </summary>
    public long FloorFor(Amount limit) =>
        Measure == LimitMeasure.Drawn && Form == FeeForm.OnTop ? -(limit + FeeOn(limit).Total).Minor : -limit.Minor;
}
