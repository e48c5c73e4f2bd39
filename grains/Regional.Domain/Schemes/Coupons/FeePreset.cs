namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// 002 gives the fee four times and each time otherwise; a preset is one reading of it (worked examples, 002). Numbers are
/// stored; never reuse one.
/// </summary>
public enum FeePreset
{
    /// <summary>II.B.3a and IV.B: 5 % and 2 % in coupons, on top of what is drawn. The default.</summary>
    A = 1,

    /// <summary>II.B.1b's 5 % as the transaction ledger's columns split it (II.B.2): 3 % and 2 %, on top.</summary>
    B = 2,

    /// <summary>II.A: 7 % in rupiah, up front; the coupon book bears none.</summary>
    C = 3,

    /// <summary>5 % and 2 % kept back from the notes handed out.</summary>
    D = 4,
}

/// <summary>How the fee is taken; follows from the preset.</summary>
public enum FeeForm
{
    /// <summary>The account is charged it besides what is drawn.</summary>
    OnTop = 1,

    /// <summary>Paid in rupiah at the counter and booked in the rupiah book.</summary>
    InRupiah = 2,

    /// <summary>What is drawn is handed out less the fee.</summary>
    KeptBack = 3,
}

/// <summary>What the fee is reckoned on.</summary>
public enum FeeBase
{
    /// <summary>The whole amount (II.B.3a: "the withdrawal amount requested is charged"). The default.</summary>
    Amount = 1,

    /// <summary>Only the part that takes the account below zero (IV.B: "on receipt of credit").</summary>
    Credit = 2,
}

/// <summary>What a member's credit limit measures.</summary>
public enum LimitMeasure
{
    /// <summary>Coupons drawn: the whole limit can be drawn and the fee comes on top. The default.</summary>
    Drawn = 1,

    /// <summary>Coupons and fees together.</summary>
    DrawnAndFees = 2,
}
