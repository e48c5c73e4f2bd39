namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>Riegel's two powers. Numbers are stored; never reuse one.</summary>
public enum CreditPower
{
    /// <summary>For neither wages nor purchases: only one's own credit pays.</summary>
    None = 0,

    /// <summary>For wages only.</summary>
    Payroll = 1,

    /// <summary>For purchases only.</summary>
    Commercial = 2,
}

/// <summary>An account's two powers and how far each is used. Minor units, not negative.</summary>
/// <param name="Payroll">Granted for wages.</param>
/// <param name="Commercial">Granted for purchases.</param>
/// <param name="PayrollUsed">Used when the last draw was written.</param>
/// <param name="CommercialUsed">Used when the last draw was written.</param>
/// <param name="No">Number of the last draw; 0: none yet.</param>
public readonly record struct CreditPowers(
    long Payroll, long Commercial, long PayrollUsed, long CommercialUsed, long No)
{
    /// <summary>What a power grants.</summary>
    public long Of(CreditPower power) => power switch
    {
        CreditPower.None => 0,
        CreditPower.Payroll => Payroll,
        CreditPower.Commercial => Commercial,
    };

    /// <summary>What of it is used.</summary>
    public long UsedOf(CreditPower power) => power switch
    {
        CreditPower.None => 0,
        CreditPower.Payroll => PayrollUsed,
        CreditPower.Commercial => CommercialUsed,
    };

    /// <summary>
    /// The same as the account stands now: what came in since the last draw gave back one power first, then the other; debt
    /// that no draw explains (an opening balance, a levy) counts against the commercial power.
    /// </summary>
    /// <param name="debt">How far the account is below zero now.</param>
    /// <param name="repaysPurchasesFirst">Which power is given back first.</param>
    public CreditPowers At(Int128 debt, bool repaysPurchasesFirst)
    {
        var repaid = (Int128)PayrollUsed + CommercialUsed - debt;
        if (repaid <= 0)
        {
            return this with { CommercialUsed = checked((long)(CommercialUsed - repaid)) };
        }

        var first = Int128.Min(repaid, repaysPurchasesFirst ? CommercialUsed : PayrollUsed);
        var (payroll, commercial) = repaysPurchasesFirst ? (repaid - first, first) : (first, repaid - first);
        return this with { PayrollUsed = (long)(PayrollUsed - payroll), CommercialUsed = (long)(CommercialUsed - commercial) };
    }

    /// <summary>The same with more of a power used, as the next draw.</summary>
    public CreditPowers Draw(CreditPower power, long minor) => power switch
    {
        CreditPower.None => this with { No = No + 1 },
        CreditPower.Payroll => this with { PayrollUsed = PayrollUsed + minor, No = No + 1 },
        CreditPower.Commercial => this with { CommercialUsed = CommercialUsed + minor, No = No + 1 },
    };
}
