using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Simulation.Workload;

/// <summary>Who takes part in a run: made at its start from the seed, and what the workload opens later.</summary>
internal sealed class World
{
    public List<WorldRegion> Regions { get; } = [];

    public List<WorldCommunity> Communities { get; } = [];

    public List<WorldPool> Pools { get; } = [];

    public List<WorldKomoko> Komokos { get; } = [];

    public List<WorldCoupons> Coupons { get; } = [];
}

/// <param name="Id">Its number.</param>
/// <param name="Ledger">Its own ledger.</param>
/// <param name="Currency">That ledger's unit.</param>
/// <param name="Zone">Its time zone.</param>
internal sealed record WorldRegion(int Id, int Ledger, Currency Currency, TimeZoneInfo Zone)
{
    /// <summary>The date there.</summary>
    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}

/// <param name="Id">Its number.</param>
/// <param name="Region">Its region.</param>
/// <param name="Ledger">Its trading ledger.</param>
/// <param name="Currency">That ledger's unit.</param>
/// <param name="AtRegion">Its account at the region.</param>
/// <param name="Opening">Its ledger's account of opening balances.</param>
/// <param name="Mirror">Its ledger's region account.</param>
internal sealed record WorldCommunity(
    int Id, WorldRegion Region, int Ledger, Currency Currency, long AtRegion, long Opening, long Mirror)
{
    /// <summary>Members, each with its first account.</summary>
    public List<(long Member, long Account)> Members { get; } = [];
}

/// <param name="Id">Its community's number.</param>
/// <param name="Region">Its region.</param>
/// <param name="Ledger">The pool's ledger.</param>
/// <param name="Currency">That ledger's unit.</param>
/// <param name="Bank">The pool's bank account.</param>
internal sealed record WorldPool(int Id, WorldRegion Region, int Ledger, Currency Currency, long Bank)
{
    /// <summary>Members, each with its account.</summary>
    public List<(long Member, long Account)> Members { get; } = [];
}

/// <param name="Id">Its community's number.</param>
/// <param name="Region">Its region.</param>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Currency">That ledger's unit.</param>
/// <param name="System">The book's own accounts by role.</param>
internal sealed record WorldCoupons(
    int Id, WorldRegion Region, int Ledger, Currency Currency, IReadOnlyDictionary<AccountRole, long> System)
{
    /// <summary>Values of its notes, minor units.</summary>
    public IReadOnlyList<long> Values { get; } =
        [.. new[] { 1_000L, 5_000L, 10_000L, 20_000L, 50_000L }.Select(value => value * Currency.MinorPerUnit)];

    /// <summary>Members, each with its account.</summary>
    public List<(long Member, long Account)> Members { get; } = [];
}
