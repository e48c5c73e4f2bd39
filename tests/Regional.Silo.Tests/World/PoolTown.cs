namespace Regional.Silo.Tests.World;

/// <summary>
/// A town with a third community "pool": a savings pool "pool-book" with 001's four members, an administrator, and a token
/// for each member ("member@pool/noel").
/// </summary>
public sealed class PoolTown : IAsyncLifetime
{
    public Town Town { get; } = new();

    internal Caller Clerk => Town["administrator@pool"];

    public async ValueTask InitializeAsync()
    {
        await Town.InitializeAsync();
        var coordinator = Town["coordinator@suro"];
        await coordinator.MustAsync("/v1/regions/suro/communities", new { code = "pool", name = "Pool" });
        await coordinator.MustAsync("/v1/communities/pool/ledgers", new
        {
            code = "pool-book",
            currency = "KMK",
            scale = 2,
            isTrading = true,
            scheme = "savings-pool",
        });
        await Town.IssueAsync(coordinator, "administrator", "pool", new { community = "pool" });
        foreach (var member in (string[])["jennifer", "mark", "noel", "tamati"])
        {
            await Clerk.MustAsync("/v1/communities/pool/members", new { code = member, name = member });
            await Clerk.MustAsync("/v1/ledgers/pool-book/accounts", new { code = member, member });
            await Town.IssueAsync(Clerk, "member", $"pool/{member}", new { community = "pool", member });
        }
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
