using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>Where an account stands in the chart of flows (003, figure 1).</summary>
public enum Circle
{
    /// <summary>A business's account for new goods and services; cleared at the end of each turnover period.</summary>
    BusinessReal,

    /// <summary>A household's account for goods and services; aware of maturity.</summary>
    HouseholdReal,

    /// <summary>Anybody's account for loans, old goods, currency and the like; aware of maturity, never negative.</summary>
    Financial,

    /// <summary>An investment project (003, 5.3): red ink throughout.</summary>
    Project,

    /// <summary>The region, which is the community's rest of the world (003, 6).</summary>
    World,

    /// <summary>The ledger's own accounts.</summary>
    System,
}

/// <summary>What the scheme knows of one side of a payment, in one snapshot.</summary>
public sealed record KomokoParty
{
    /// <summary>The account as committed.</summary>
    public required AccountState Account { get; init; }

    /// <summary>Real, financial or project.</summary>
    public AccountKind Kind { get; init; } = AccountKind.General;

    /// <summary>Whose it is; null: the ledger's own.</summary>
    public MemberId? Member { get; init; }

    /// <summary>Household or business, in force on the business date; null: not entered.</summary>
    public HolderProfile? Profile { get; init; }

    /// <summary>Open lots of a maturity-aware account, of the payer only.</summary>
    public System.Collections.Immutable.ImmutableArray<Lot> Lots { get; init; } = [];

    /// <summary>Fractions and instalments.</summary>
    public AccountStanding Standing { get; init; } = AccountStanding.Fresh;

    /// <summary>Depreciation cost of a business's period, minor units, zero or more (003, 5.1).</summary>
    public long DepreciationMinor { get; init; }

    /// <summary>The project of a project account; null: it has none.</summary>
    public ProjectTerms? Project { get; init; }

    /// <summary>Its place in the chart; null: its kind or its holder's class does not say.</summary>
    public Circle? Circle => Account.Role switch
    {
        AccountRole.Region or AccountRole.RestOfWorld => Komoko.Circle.World,
        AccountRole.Member => Kind switch
        {
            AccountKind.Financial when Profile is not null => Komoko.Circle.Financial,
            AccountKind.Project when Project is not null => Komoko.Circle.Project,
            AccountKind.Real when Profile is not null => Profile.Class == HolderClass.Household
                ? Komoko.Circle.HouseholdReal
                : Komoko.Circle.BusinessReal,
            _ => null,
        },
        _ => Komoko.Circle.System,
    };

    /// <summary>Whether its credits carry a maturity date.</summary>
    public bool IsMaturityAware => Circle is Komoko.Circle.HouseholdReal or Komoko.Circle.Financial;
}

/// <summary>What an account carries beside its lots.</summary>
/// <param name="CarryParts">Fractions of demurrage of closed lots, in parts of a minor unit.</param>
/// <param name="InstalmentPeriodEnd">The turnover period whose instalments are counted.</param>
/// <param name="InstalmentDrawnMinor">Overdraft used for instalments in it.</param>
public sealed record AccountStanding(Int128 CarryParts, DateOnly InstalmentPeriodEnd, long InstalmentDrawnMinor)
{
    /// <summary>Of an account that nothing has happened to.</summary>
    public static AccountStanding Fresh { get; } = new(0, DateOnly.MinValue, 0);

    /// <summary>Overdraft used for instalments in the period that ends on a date.</summary>
    public long DrawnIn(DateOnly periodEnd) => InstalmentPeriodEnd == periodEnd ? InstalmentDrawnMinor : 0;
}
