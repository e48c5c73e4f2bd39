using System.Collections.Immutable;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>What of an account a limit model looks at, and what it grants on it.</summary>
/// <param name="SalesMinor">All sales within the months that count (Greco), minor units.</param>
/// <param name="CountedMinor">Those that count after wash damping.</param>
/// <param name="Months">Over how many months they were made; 0: there are none, or another model.</param>
/// <param name="MonthlyPayMinor">Declared pay (Riegel), minor units.</param>
/// <param name="Grant">What the model makes of it.</param>
public sealed record LimitBasis(
    long SalesMinor, long CountedMinor, int Months, long MonthlyPayMinor, CreditGrant Grant)
{
    /// <summary>The first business date of the months that count.</summary>
    public static DateOnly FirstDate(DateOnly asOf, CreditTerms terms) => asOf.AddMonths(-terms.Months).AddDays(1);

    /// <summary>A limit named by hand.</summary>
    public static LimitBasis Fixed(long limitMinor, CreditTerms terms) =>
        new(0, 0, 0, 0, CreditGrant.Fixed(limitMinor, terms));

    /// <summary>Greco's limit of an account with these sales.</summary>
    /// <param name="sales">What each counterparty bought in the months that count, minor units.</param>
    /// <param name="firstSale">Business date of the account's first sale ever; null: it never sold.</param>
    /// <param name="asOf">The last date that counts.</param>
    /// <param name="terms">The model's parameters.</param>
    public static LimitBasis Greco(
        ImmutableArray<long> sales, DateOnly? firstSale, DateOnly asOf, CreditTerms terms)
    {
        if (firstSale is not { } first)
        {
            return new LimitBasis(0, 0, 0, 0, CreditGrant.Greco(0, 1, terms));
        }

        var months = 1;
        while (months < terms.Months && asOf.AddMonths(-months) >= first)
        {
            months++;
        }

        var counted = WashDamping.Count(sales, terms.WashShare, terms.WashesByAllSales);
        return new LimitBasis(sales.Sum(), counted, months, 0, CreditGrant.Greco(counted, months, terms));
    }

    /// <summary>Riegel's powers of an account with that pay.</summary>
    public static LimitBasis Riegel(long monthlyPayMinor, CreditTerms terms) =>
        new(0, 0, 0, monthlyPayMinor, CreditGrant.Riegel(monthlyPayMinor, terms));
}
