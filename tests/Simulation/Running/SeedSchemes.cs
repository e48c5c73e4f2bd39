namespace Regional.Simulation.Running;

/// <summary>What a seed's world has beside plain mutual credit, each with requests of its own.</summary>
[Flags]
internal enum SeedSchemes
{
    /// <summary>Nothing: it runs as it did before there were schemes.</summary>
    None = 0,

    /// <summary>Calendars of periods, the credit switch, and mostly a savings pool.</summary>
    Pools = 1,

    /// <summary>The same with a komoko for the pool.</summary>
    Komoko = 2,

    /// <summary>The same with one or two coupon books for the pool.</summary>
    Notes = 4,
}

/// <summary>Which seeds have what, by their last digit.</summary>
internal static class SeedDigits
{
    /// <summary>
    /// What a seed has. The first ten are as they were when most plants were written down: of komokos they have none.
    /// </summary>
    public static SeedSchemes SchemesOf(ulong seed) => (seed % 10) switch
    {
        0 or 3 or 4 or 5 or 7 => SeedSchemes.Pools,
        2 or 6 when seed > 10 => SeedSchemes.Komoko,
        8 or 9 => SeedSchemes.Notes,
        _ => SeedSchemes.None,
    };
}
