namespace Regional.Domain.Schemes.Komoko;

/// <summary>Who holds an account (003, 2.2 and 2.3): the circles differ by it. Numbers are stored; never reuse one.</summary>
public enum HolderClass
{
    /// <summary>Kept flowing by the grace period and demurrage.</summary>
    Household = 1,

    /// <summary>Kept flowing by the end of its turnover period, at which its real account comes to zero.</summary>
    Business = 2,
}
