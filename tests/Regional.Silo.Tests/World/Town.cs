using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Regional.Silo.Hosting;

namespace Regional.Silo.Tests.World;

/// <summary>
/// A region "suro" with two communities "ana" and "beo", each with a trading ledger ("ana-book", "beo-book"), two members
/// with an account each ("m1", "m2", floor −100, ceiling 100), and a token of every role; and a second region "other".
/// </summary>
public sealed class Town : IAsyncLifetime
{
    private static readonly string[] CommunityRoles =
        ["member", "teller", "administrator", "trustee", "advisoryBoard", "signatory"];

    private readonly Dictionary<string, Caller> _callers = [];
    private TestHost? _host;

    /// <summary>Changes to the host's services.</summary>
    internal Action<WebApplicationBuilder>? Compose { get; init; }

    /// <summary>Changes to the host's settings.</summary>
    internal Func<HostSettings, HostSettings>? Adjust { get; init; }

    internal Caller Root { get; private set; } = null!;

    internal Caller Nobody { get; private set; } = null!;

    internal Uri Address => _host!.Address;

    /// <summary>"teller@ana", "member@beo" (m1 of it), "coordinator@suro" …</summary>
    internal Caller this[string who] => _callers[who];

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(Adjust, Compose);
        Root = _host.As("root");
        Nobody = new Caller(_host.Address, token: null);
        foreach (var region in (string[])["suro", "other"])
        {
            await Root.MustAsync("/v1/regions", new
            {
                code = region,
                name = region,
                currency = "KMK",
                scale = 2,
                timeZone = "Asia/Jakarta",
            });
            foreach (var role in (string[])["coordinator", "operator", "bank"])
            {
                await IssueAsync(Root, role, region, new { region });
            }
        }

        await SettleAsync("ana");
        await SettleAsync("beo");
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal async Task<Caller> IssueAsync(Caller issuer, string role, string place, object scope)
    {
        var secret = $"rgn_{Convert.ToHexString(RandomNumberGenerator.GetBytes(24))}";
        var body = Caller.WithId(scope, Guid.CreateVersion7());
        body["hash"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        body["role"] = role;
        body["actor"] = $"{role}:{place}";
        var said = await issuer.PostAsync("/v1/tokens", body);
        Assert.True(said.Status == 201, $"{role} {place}: {said}");
        return _callers[$"{role}@{place}"] = new Caller(Address, secret);
    }

    private async Task SettleAsync(string community)
    {
        var coordinator = this["coordinator@suro"];
        await coordinator.MustAsync("/v1/regions/suro/communities", new { code = community, name = community });
        await coordinator.MustAsync(
            $"/v1/communities/{community}/ledgers",
            new { code = $"{community}-book", currency = "KMK", scale = 2, isTrading = true });
        foreach (var (kind, side) in (IEnumerable<(string, string)>)[("real", "buy"), ("real", "sell")])
        {
            var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"));
            await coordinator.MustAsync(
                $"/v1/ledgers/{community}-book/rates", new { kind, side, rate = "1", validFrom = $"{today:yyyy-MM-dd}" });
        }

        var administrator = await IssueAsync(coordinator, "administrator", community, new { community });
        foreach (var member in (string[])["m1", "m2"])
        {
            await administrator.MustAsync($"/v1/communities/{community}/members", new { code = member, name = $"Member {member}" });
            await administrator.MustAsync(
                $"/v1/ledgers/{community}-book/accounts", new { code = member, member, floor = "-100", ceiling = "100.00" });
        }

        foreach (var role in CommunityRoles.Where(static role => role != "administrator"))
        {
            var issuer = role is "trustee" or "signatory" ? coordinator : administrator;
            await IssueAsync(
                issuer, role, community, role == "member" ? new { community, member = "m1" } : new { community });
        }
    }
}
