namespace Regional.Chaos.Load;

/// <summary>A community; its only ledger has its code.</summary>
/// <param name="Code">Of the community, its ledger and its account at the region.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Scale">Digits after the point.</param>
/// <param name="Buy">Upper per lower minor unit when it pays out.</param>
/// <param name="Sell">The same when it is paid.</param>
public sealed record Community(string Code, string Currency, int Scale, string Buy, string Sell)
{
    public IReadOnlyList<MemberAccount> Accounts { get; } =
    [
        .. Enumerable.Range(1, World.ShopCount).Select(static no =>
            new MemberAccount($"shop{no}", "-20000", no == 1 ? null : "20000")),
        .. Enumerable.Range(1, World.MemberCount).Select(static no => new MemberAccount($"m{no:00}", "-500", null)),
        .. Enumerable.Range(1, World.ImportAccountCount).Select(static no => new MemberAccount($"import{no}", null, null)),
    ];

    /// <summary>Half of what is drawn are shops: accounts that many clients meet on.</summary>
    public string Draw(Random chance) =>
        chance.Next(2) == 0 ? $"shop{1 + chance.Next(World.ShopCount)}" : $"m{1 + chance.Next(World.MemberCount):00}";

    /// <summary>Another account than <paramref name="other"/>.</summary>
    public string DrawBut(string other, Random chance)
    {
        string drawn;
        do
        {
            drawn = Draw(chance);
        }
        while (drawn == other);
        return drawn;
    }

    /// <summary>Mostly small; now and then more than most accounts have room for.</summary>
    public string DrawAmount(Random chance)
    {
        var units = chance.Next(20) == 0 ? chance.Next(200, 900) : chance.Next(1, 40);
        return Scale == 0 ? $"{units}" : $"{units}.{chance.Next(10)}";
    }
}

/// <summary>An account as it is opened.</summary>
public sealed record MemberAccount(string Code, string? Floor, string? Ceiling);
