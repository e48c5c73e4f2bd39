using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Mutual credit over HTTP: the switch.</summary>
public sealed class CreditTests : IAsyncLifetime
{
    private const string Switch = "/v1/ledgers/ana-book/credit/switch";

    private readonly Town _town = new();

    private Caller Clerk => _town["administrator@ana"];

    private Caller Member => _town["member@ana"];

    public ValueTask InitializeAsync() => _town.InitializeAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Switched_off_nobody_goes_further_below_zero_and_negatives_may_rise()
    {
        Assert.Equal(201, (await PayAsync("m1", "m2", "10")).Status);
        var off = await SwitchAsync(isOn: false, "too much debt");
        Assert.Equal((201, "off"), (off.Status, (string?)off.Json["result"]!["credit"]));

        var refused = await PayAsync("m1", "m2", "0.01");
        Assert.Equal((422, "creditSwitchedOff"), (refused.Status, refused.Code));
        Assert.Equal("ana-book/m1", (string?)refused.Json["facts"]!["account"]);
        Assert.Equal("creditSwitchedOff", (await PayAsync("m2", "m1", "10.01")).Code);
        Assert.Equal(201, (await PayAsync("m2", "m1", "4")).Status);

        await SwitchAsync(isOn: true, "settled");
        Assert.Equal(201, (await PayAsync("m1", "m2", "20")).Status);
        var kept = (await Member.GetAsync(Switch)).Json["items"]!.AsArray();
        Assert.Equal(
            [(true, "settled"), (false, "too much debt")],
            kept.Select(static one => ((bool)one!["isOn"]!, (string?)one["reason"])));
        Assert.All(kept, static one => Assert.Equal("administrator:ana", (string?)one!["actor"]));
    }

    [Fact]
    public async Task A_switch_sent_twice_happens_once()
    {
        var (id, body) = (Guid.CreateVersion7(), new { isOn = false });
        Assert.Equal(201, (await Clerk.PutAsync(Switch, Caller.WithId(body, id))).Status);
        Assert.Equal(200, (await Clerk.PutAsync(Switch, Caller.WithId(body, id))).Status);
        Assert.Equal("idReused", (await Clerk.PutAsync(Switch, Caller.WithId(new { isOn = true }, id))).Code);
        Assert.Single((await Member.GetAsync(Switch)).Json["items"]!.AsArray());
        Assert.Equal("bodyMalformed", (await Clerk.PutAsync(Switch, Caller.WithId(new { on = true }, Guid.CreateVersion7()))).Code);
    }

    private Task<Said> SwitchAsync(bool isOn, string reason) =>
        Clerk.PutAsync(Switch, Caller.WithId(new { isOn, reason }, Guid.CreateVersion7()));

    private Task<Said> PayAsync(string payer, string payee, string amount) => Clerk.CommandAsync(
        "/v1/ledgers/ana-book/transfers", new { payer, payee, amount, currency = "KMK", purpose = "goods" });
}
