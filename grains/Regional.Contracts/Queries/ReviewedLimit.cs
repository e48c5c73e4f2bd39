using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;

namespace Regional.Contracts.Queries;

/// <summary>Which limits are asked for.</summary>
/// <param name="Ledger">The community's ledger.</param>
/// <param name="Terms">Under which terms: those in force or others, to see what they would do.</param>
/// <param name="AsOf">The last business date whose sales count.</param>
public sealed record LimitQuestion(LedgerId Ledger, CreditTerms Terms, DateOnly AsOf)
{
    /// <summary>Only accounts with a higher id.</summary>
    public AccountId After { get; init; }

    /// <summary>One account alone; null: all.</summary>
    public AccountId? Only { get; init; }

    /// <summary>Under the model fixed: the limit for each, minor units.</summary>
    public long? FixedLimitMinor { get; init; }

    /// <summary>Most accounts of one answer, at least 1.</summary>
    public required int Limit { get; init; }
}

/// <summary>An account's limits as they are and as the model grants them. Minor units.</summary>
public sealed record ReviewedLimit
{
    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Its code.</summary>
    public required string Code { get; init; }

    /// <summary>Its holder.</summary>
    public required string Name { get; init; }

    /// <summary>Signed, as committed.</summary>
    public required long BalanceMinor { get; init; }

    /// <summary>Least balance now; null: none.</summary>
    public long? FloorMinor { get; init; }

    /// <summary>Greatest balance now; null: none.</summary>
    public long? CeilingMinor { get; init; }

    /// <summary>Payroll power now.</summary>
    public required long PayrollMinor { get; init; }

    /// <summary>Commercial power now.</summary>
    public required long CommercialMinor { get; init; }

    /// <summary>Declared pay a month.</summary>
    public required long MonthlyPayMinor { get; init; }

    /// <summary>The declaration of it; null: there is none.</summary>
    public long? PayId { get; init; }

    /// <summary>The account's entries when it was read.</summary>
    public long Entries { get; init; }

    /// <summary>What the model looked at, and what it grants.</summary>
    public required LimitBasis Basis { get; init; }

    /// <summary>Least balance as granted.</summary>
    public long FloorAfterMinor => -Basis.Grant.LimitMinor;

    /// <summary>Greatest balance as granted; where the model sets none the account's own stays.</summary>
    public long? CeilingAfterMinor => Basis.Grant.CeilingMinor ?? CeilingMinor;

    /// <summary>The same with its own limits granted again.</summary>
    public ReviewedLimit Kept() => this with
    {
        Basis = Basis with
        {
            Grant = new CreditGrant(-Math.Min(FloorMinor ?? 0, 0), PayrollMinor, CommercialMinor, CeilingMinor),
        },
        IsKept = true,
    };

    /// <summary>Whether nothing is granted anew: no change, whatever the floor.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether a grant would change anything.</summary>
    public bool IsChanged => !IsKept && (FloorMinor != FloorAfterMinor || CeilingMinor != CeilingAfterMinor
        || PayrollMinor != Basis.Grant.PayrollMinor || CommercialMinor != Basis.Grant.CommercialMinor);
}
