using Regional.Domain.Money;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>What a limit model grants an account. Minor units, not negative.</summary>
/// <param name="LimitMinor">The credit limit: minus the floor.</param>
/// <param name="PayrollMinor">Riegel's payroll power; 0 under other models.</param>
/// <param name="CommercialMinor">Riegel's commercial power; 0 under other models.</param>
/// <param name="CeilingMinor">
/// Greatest balance, more than zero; null: none is set, and the account's own stays. Without credit there is none: who may
/// not receive never earns a limit.
/// </param>
public sealed record CreditGrant(long LimitMinor, long PayrollMinor, long CommercialMinor, long? CeilingMinor)
{
    // A limit is kept where a sum of two still fits a long.
    private const long LimitMax = long.MaxValue / 4;

    /// <summary>A limit set by hand for all.</summary>
    public static CreditGrant Fixed(long limitMinor, CreditTerms terms) => Of(limitMinor, 0, 0, terms);

    /// <summary>
    /// Greco, as 003 cites him: m times mean monthly sales, of which one counterparty makes up at most a share; rounded
    /// down. Newcomers have none until they sell.
    /// </summary>
    /// <param name="countedMinor">Sales that count (<see cref="WashDamping"/>).</param>
    /// <param name="months">Over how many months they were made, at least 1.</param>
    /// <param name="terms">With the multiple.</param>
    public static CreditGrant Greco(long countedMinor, int months, CreditTerms terms) =>
        Of((Int128)countedMinor * terms.MultipleHundredths / (100 * (Int128)months), 0, 0, terms);

    /// <summary>
    /// Riegel, as 003 cites him: a payroll power of some months' pay (three), for wages only, and a commercial power of part
    /// of it (half), for purchases only: 5,000 a month gives 15,000 + 7,500.
    /// </summary>
    /// <param name="payMinor">Pay a month, not negative.</param>
    /// <param name="terms">With months and share.</param>
    public static CreditGrant Riegel(long payMinor, CreditTerms terms)
    {
        var payroll = (long)Int128.Min((Int128)payMinor * terms.PayMonths, LimitMax / 2);
        var commercial = (long)((Int128)payroll * terms.CommercialShare.Millionths / 1_000_000);
        return Of((Int128)payroll + commercial, payroll, commercial, terms);
    }

    private static CreditGrant Of(Int128 limit, long payroll, long commercial, CreditTerms terms)
    {
        var bounded = Bounded(limit);
        return new CreditGrant(
            bounded, payroll, commercial,
            bounded > 0 && terms.CeilingHundredths is { } hundredths ? Bounded((Int128)bounded * hundredths / 100) : null);
    }

    private static long Bounded(Int128 limit) => (long)Int128.Min(limit, LimitMax);
}
