namespace Regional.Benchmarks.Towns;

/// <summary>Where orders happen: one region, its communities and their members, with the same numbers in every database.</summary>
internal sealed record Town(int Region, int RegionLedger, Quarter[] Quarters)
{
    /// <summary>Units and decimals of every ledger.</summary>
    public const string Currency = "UNIT";
    public const byte Scale = 2;

    /// <summary>Credit limit of every member, minor units: there to be checked, never reached.</summary>
    public const long Floor = -1_000_000_000_000_000;

    /// <summary>Debit and credit cap of every community.</summary>
    public const long Cap = 1_000_000_000_000_000;

    public const string Actor = "member:bench";

    /// <summary>Business date of every order: today, from when on the rates of a new town are in force.</summary>
    public static DateOnly Day { get; } = DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>The largest community.</summary>
    public Quarter Main => Quarters[0];
}

/// <summary>A community of the town.</summary>
/// <param name="Ledger">Its trading ledger.</param>
/// <param name="Members">Its members' accounts.</param>
/// <param name="Mirror">The region's account in its ledger.</param>
/// <param name="AtRegion">Its account in the region's ledger.</param>
internal sealed record Quarter(
    int Ledger, string Code, long[] Members, long Mirror, long AtRegion, long Fees, long Levy);

/// <summary>How large a town is.</summary>
/// <param name="MainCount">Members of the main community.</param>
/// <param name="QuarterCount">Communities beside it.</param>
/// <param name="QuarterMemberCount">Members of each.</param>
internal sealed record TownSize(int MainCount, int QuarterCount, int QuarterMemberCount)
{
    /// <summary>10,000 accounts as the workloads ask, and nine communities of a thousand for trades.</summary>
    public static TownSize Default { get; } = new(10_000, 9, 1_000);
}
