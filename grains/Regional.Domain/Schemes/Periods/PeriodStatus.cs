namespace Regional.Domain.Schemes.Periods;

/// <summary>
/// State of a period of a ledger's books: open → totalled → signed off → published. Numbers are stored; never reuse one.
/// </summary>
public enum PeriodStatus
{
    /// <summary>Takes lines dated in it.</summary>
    Open = 1,

    /// <summary>Its end is under way: it takes no more lines but those of its own steps.</summary>
    Totalling = 2,

    /// <summary>Every step is done; the figures stand.</summary>
    Totalled = 3,

    /// <summary>Somebody has looked at the figures and answers for them.</summary>
    SignedOff = 4,

    /// <summary>The members see them.</summary>
    Published = 5,
}
