using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Mutual credit over HTTP: the switch, limits by model, warnings, indicators.</summary>
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
    public async Task A_currency_has_a_code_a_scale_a_name_and_a_symbol()
    {
        var (coordinator, id) = (_town["coordinator@suro"], Guid.CreateVersion7());
        var hours = new { code = "ana-hours", currency = "HOUR", scale = 2, currencyName = "Ana's hours", currencySymbol = "Ah" };
        Assert.Equal(201, (await CreateAsync(hours)).Status);
        Assert.Equal(200, (await CreateAsync(hours)).Status);
        Assert.Equal("idReused", (await CreateAsync(new { code = "ana-hours", currency = "HOUR", scale = 2 })).Code);

        var shown = (await coordinator.GetAsync("/v1/ledgers/ana-hours")).Json;
        Assert.Equal(
            ("HOUR", 2, "Ana's hours", "Ah"),
            ((string?)shown["currency"], (int)shown["scale"]!, (string?)shown["currencyName"], (string?)shown["currencySymbol"]));
        var page = await Clerk.GetAsync("/v1/ledgers/ana-hours/credit/indicators.html");
        Assert.Contains("amounts in Ana&#39;s hours (Ah)", page.Body);

        async Task<Said> CreateAsync(object body) =>
            await coordinator.PostAsync("/v1/communities/ana/ledgers", Caller.WithId(body, id));
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

    [Fact]
    public async Task Limits_by_Greco_are_shown_before_and_after_then_set_and_kept_with_their_reason()
    {
        await SetTermsAsync(new { limitModel = "greco", grecoMultiple = "2", washShare = "50", ceilingMultiple = "2" });
        await PayAsync("m1", "m2", "40");
        await PayAsync("m2", "m1", "10");

        var shown = await Clerk.GetAsync("/v1/ledgers/ana-book/credit/limits");
        Assert.All(shown.Json["items"]!.AsArray(), static one => Assert.Equal(("greco", "0.00", 1), ((string?)one!["model"], (string?)one["countedSales"]!["amount"], (int?)one["months"])));
        Assert.Equal("-100.00", Floor(await Clerk.GetAsync("/v1/ledgers/ana-book/accounts/m2")));

        await SetTermsAsync(new { limitModel = "greco", grecoMultiple = "2.5", washShare = "100", ceilingMultiple = "2" });
        var after = (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/limits?account=m2")).Json["items"]![0]!;
        Assert.Equal(
            ("-100.00", "-100.00", "40.00", "200.00", true),
            ((string?)after["floorBefore"]!["amount"], (string?)after["floorAfter"]!["amount"], (string?)after["countedSales"]!["amount"], (string?)after["ceilingAfter"]!["amount"], (bool?)after["isChanged"]));

        var id = Guid.CreateVersion7();
        var granted = await Clerk.PostAsync("/v1/ledgers/ana-book/credit/limits", Caller.WithId(new { reason = "June review" }, id));
        Assert.Equal((201, "2", "2"), (granted.Status, (string?)granted.Json["result"]!["accounts"], (string?)granted.Json["result"]!["changed"]));
        Assert.Equal("-25.00", Floor(await Clerk.GetAsync("/v1/ledgers/ana-book/accounts/m1")));
        Assert.Equal(200, (await Clerk.PostAsync("/v1/ledgers/ana-book/credit/limits", Caller.WithId(new { reason = "June review" }, id))).Status);

        var history = (await Member.GetAsync("/v1/ledgers/ana-book/accounts/m1/limits")).Json["items"]!.AsArray();
        Assert.Equal(
            ("administrator:ana", "June review", "-25.00", "greco", "10.00"),
            ((string?)history[0]!["actor"], (string?)history[0]!["reason"], (string?)history[0]!["floor"]!["amount"], (string?)history[0]!["model"], (string?)history[0]!["countedSales"]!["amount"]));
        Assert.Equal((2, "-100.00", null), (history.Count, (string?)history[1]!["floor"]!["amount"], (string?)history[1]!["model"]));
        Assert.Equal("0", (string?)(await Clerk.CommandAsync("/v1/ledgers/ana-book/credit/limits", new { })).Json["result"]!["changed"]);
        Assert.Equal("limitFromModel", (await Clerk.CommandAsync("/v1/ledgers/ana-book/credit/limits", new { creditLimit = "5" })).Code);
    }

    [Fact]
    public async Task A_fixed_limit_is_named_and_set_for_all()
    {
        Assert.Equal("limitMissing", (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/limits")).Code);
        Assert.Equal("limitMissing", (await Clerk.CommandAsync("/v1/ledgers/ana-book/credit/limits", new { })).Code);
        Assert.Equal("fieldMalformed", (await Clerk.CommandAsync("/v1/ledgers/ana-book/credit/limits", new { creditLimit = "-1" })).Code);
        Assert.Equal("2", (string?)(await Clerk.CommandAsync("/v1/ledgers/ana-book/credit/limits", new { creditLimit = "60" })).Json["result"]!["changed"]);
        Assert.Equal("-60.00", Floor(await Clerk.GetAsync("/v1/ledgers/ana-book/accounts/m2")));
        Assert.Equal("floorExceeded", (await PayAsync("m1", "m2", "60.01")).Code);
        Assert.Equal("2", (string?)(await Clerk.CommandAsync("/v1/ledgers/ana-book/credit/limits", new { creditLimit = "0" })).Json["result"]!["changed"]);
    }

    [Fact]
    public async Task Riegels_powers_rest_on_declared_pay()
    {
        await SetTermsAsync(new { limitModel = "riegel" });
        await Clerk.PutAsync("/v1/ledgers/ana-book/accounts/m1/pay", Caller.WithId(new { monthlyPay = "10", reason = "contract" }, Guid.CreateVersion7()));
        await Clerk.CommandAsync("/v1/ledgers/ana-book/credit/limits", new { });

        var shown = (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/limits?account=m1")).Json["items"]![0]!;
        Assert.Equal(
            ("30.00", "15.00", "-45.00", false),
            ((string?)shown["payrollPower"]!["amount"], (string?)shown["commercialPower"]!["amount"], (string?)shown["floorAfter"]!["amount"], (bool?)shown["isChanged"]));
        var refused = await PayAsync("m1", "m2", "15.01");
        Assert.Equal((422, "commercialPowerExceeded"), (refused.Status, refused.Code));
        Assert.Equal(201, (await PayAsync("m1", "m2", "15")).Status);
        Assert.Equal(201, (await PayAsync("m1", "m2", "30", "wages")).Status);
    }

    [Fact]
    public async Task A_payment_near_the_limit_is_done_and_warned_of()
    {
        Assert.Empty((await PayAsync("m1", "m2", "79.99")).Json["warnings"]!.AsArray());
        var near = await PayAsync("m1", "m2", "0.01");
        var warning = near.Json["warnings"]![0]!;
        Assert.Equal(
            (201, "creditLimitNear", "ana-book/m1", "-80.00", "-100.00", "20.00", "80"),
            (near.Status, (string?)warning["code"], (string?)warning["account"], (string?)warning["balance"]!["amount"], (string?)warning["floor"]!["amount"], (string?)warning["room"]!["amount"], (string?)warning["softLimitPercent"]));
        await SetTermsAsync(new { softLimit = "95" });
        Assert.Empty((await PayAsync("m1", "m2", "10")).Json["warnings"]!.AsArray());
    }

    [Fact]
    public async Task A_trade_near_the_limit_is_done_and_warned_of()
    {
        Assert.Empty((await TradeAsync("79.99")).Json["posting"]!["warnings"]!.AsArray());
        var near = await TradeAsync("0.01");

        var warning = near.Json["posting"]!["warnings"]![0]!;
        Assert.Equal(
            (201, "posted", "creditLimitNear", "ana-book/m1", "-80.00", "20.00"),
            (near.Status, (string?)near.Json["status"], (string?)warning["code"], (string?)warning["account"], (string?)warning["balance"]!["amount"], (string?)warning["room"]!["amount"]));
        Assert.Equal("floorExceeded", (await TradeAsync("20.01")).Code);
    }

    [Fact]
    public async Task The_health_of_credit_is_a_page_to_print()
    {
        await PayAsync("m1", "m2", "30", "services");
        var date = DateOnly.Parse(Today, System.Globalization.CultureInfo.InvariantCulture).AddDays(-5);
        await Clerk.MustAsync(
            "/v1/ledgers/ana-book/transfers",
            new { payer = "m2", payee = "m1", amount = "5", currency = "KMK", purpose = "goods", businessDate = $"{date:yyyy-MM-dd}" });

        var page = await Clerk.GetAsync("/v1/ledgers/ana-book/credit/indicators.html?days=1");

        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        Assert.Contains("<tr><td>Turnover</td><td class=\"n\">35.00</td></tr>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<tr><td>Utilisation</td><td class=\"n\">12.50 %</td></tr>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<td>services</td><td class=\"n\">1</td><td class=\"n\">30.00</td>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<h2>Not crossed zero for 1 days</h2><p>No account.</p>", page.Body, StringComparison.Ordinal);
        Assert.Equal("fieldMalformed", (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/indicators.html?days=0")).Code);
        Assert.Equal("fieldMalformed", (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/indicators.html?from=2026-03-02&to=2026-03-01")).Code);
    }

    [Fact]
    public async Task Indicators_say_turnover_velocity_and_use_and_who_has_not_crossed_zero()
    {
        await PayAsync("m1", "m2", "30");
        await PayAsync("m2", "m1", "10");

        var found = (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/indicators")).Json;
        Assert.Equal(
            (2, 1, "40.00", 2, "10.00", "4.00", "20.00", "200.00", "10.00"),
            ((int?)found["accounts"], (int?)found["accountsBelowZero"], (string?)found["turnover"]!["amount"], (int?)found["payments"], (string?)found["meanVolume"]!["amount"], (string?)found["velocity"], (string?)found["creditUsed"]!["amount"], (string?)found["creditLines"]!["amount"], (string?)found["utilisationPercent"]));
        Assert.Empty((await Clerk.GetAsync("/v1/ledgers/ana-book/credit/stagnant?days=1")).Json["items"]!.AsArray());
        Assert.Equal("fieldMalformed", (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/stagnant?days=0")).Code);
        Assert.Equal("fieldMalformed", (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/indicators?from=2026-03-02&to=2026-03-01")).Code);
    }

    [Fact]
    public async Task An_account_that_left_zero_ten_days_ago_has_not_crossed_it_for_ten_days()
    {
        var date = DateOnly.Parse(Today, System.Globalization.CultureInfo.InvariantCulture).AddDays(-10);
        await Clerk.MustAsync(
            "/v1/ledgers/ana-book/transfers",
            new { payer = "m1", payee = "m2", amount = "30", currency = "KMK", purpose = "goods", businessDate = $"{date:yyyy-MM-dd}" });
        await PayAsync("m2", "m1", "10");

        var stale = (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/stagnant?days=10")).Json["items"]!.AsArray();
        Assert.Equal(
            [("m1", "-20.00", 10), ("m2", "20.00", 10)],
            stale.Select(static one => ((string?)one!["account"], (string?)one["balance"]!["amount"], (int)one["days"]!)));
        Assert.Empty((await Clerk.GetAsync("/v1/ledgers/ana-book/credit/stagnant?days=11")).Json["items"]!.AsArray());
        var page = (await Clerk.GetAsync("/v1/ledgers/ana-book/credit/indicators.html?days=10")).Body;
        Assert.Contains($"<tr><td>m1</td><td>Member m1</td><td>{date:yyyy-MM-dd}</td>\n<td class=\"n\">10</td><td class=\"n minus\">-20.00</td></tr>", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await PayAsync("m2", "m1", "20");
        Assert.Empty((await Clerk.GetAsync("/v1/ledgers/ana-book/credit/stagnant?days=10")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Terms_are_tried_against_history_before_and_after_and_nothing_is_set()
    {
        await PayAsync("m1", "m2", "40");
        await PayAsync("m2", "m1", "5", "loan");
        var tried = await Clerk.PostAsync(
            "/v1/ledgers/ana-book/terms/trial",
            new { parameters = new { limitModel = "greco", washShare = "100", purposes = "goods,wages" } });

        Assert.Equal(200, tried.Status);
        Assert.Equal(
            [("purposes", "", "goods,wages"), ("limitModel", "fixed", "greco"), ("washShare", "25", "100")],
            tried.Json["changes"]!.AsArray().Select(static one => ((string?)one!["name"], (string?)one["before"], (string?)one["after"])));
        Assert.Equal(
            [("goods", 1, true, true), ("loan", 1, true, false)],
            tried.Json["purposes"]!.AsArray().Select(static one => ((string?)one!["purpose"], (int)one["payments"]!, (bool)one["allowedBefore"]!, (bool)one["allowedAfter"]!)));
        var limits = tried.Json["limits"]!;
        Assert.Equal(
            (2, 2, "200.00", "80.00", 0, 1),
            ((int?)limits["accounts"], (int?)limits["changed"], (string?)limits["linesBefore"]!["amount"], (string?)limits["linesAfter"]!["amount"], (int?)limits["paymentsBeyondBefore"], (int?)limits["paymentsBeyondAfter"]));
        var replay = tried.Json["replay"]!;
        Assert.Equal(
            (2, 0, "0.00", 2, "45.00", 2),
            ((int?)replay["payments"], (int?)replay["refusedBefore"], (string?)replay["amountRefusedBefore"]!["amount"], (int?)replay["refusedAfter"], (string?)replay["amountRefusedAfter"]!["amount"], (int?)replay["accountsPaying"]));
        Assert.Equal(
            [("m1", 1, 0, 1, "-35.00", "0.00"), ("m2", 1, 0, 1, "35.00", "0.00")],
            replay["accounts"]!.AsArray().Select(static one => ((string?)one!["account"], (int)one["payments"]!, (int)one["refusedBefore"]!, (int)one["refusedAfter"]!, (string?)one["balanceBefore"]!["amount"], (string?)one["balanceAfter"]!["amount"])));
        Assert.Equal(
            [("m1", "m2", "40.00", null, "floorExceeded"), ("m2", "m1", "5.00", null, "purposeNotAllowed")],
            replay["refused"]!.AsArray().Select(static one => ((string?)one!["payer"], (string?)one["payee"], (string?)one["amount"]!["amount"], (string?)one["before"], (string?)one["after"])));
        Assert.Equal("-100.00", Floor(await Clerk.GetAsync("/v1/ledgers/ana-book/accounts/m1")));
        Assert.Empty((await Clerk.GetAsync("/v1/ledgers/ana-book/terms")).Json["items"]!.AsArray());
        Assert.Equal("parametersContradict", (await Clerk.PostAsync("/v1/ledgers/ana-book/terms/trial", new { parameters = new { washShare = "30" } })).Code);
    }

    [Fact]
    public async Task A_replay_is_written_to_its_end_however_long_it_is()
    {
        const int count = 1_020;
        foreach (var some in Enumerable.Range(0, count).Chunk(20))
        {
            await Task.WhenAll(some.Select(_ => PayAsync("m1", "m2", "0.01", "services")));
        }

        var refused = await Clerk.GetAsync("/v1/ledgers/ana-book/terms/trial/refused.csv?parameter=purposes%3Dgoods");
        var accounts = await Clerk.GetAsync("/v1/ledgers/ana-book/terms/trial/accounts.csv?parameter=purposes%3Dgoods");

        var lines = refused.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,date,payer,payee,amount,purpose,before,after", lines[0]);
        Assert.Equal(count + 1, lines.Length);
        Assert.Equal(count, lines[1..].Distinct().Count());
        Assert.All(lines[1..], static line => Assert.EndsWith(",m1,m2,0.01,services,,purposeNotAllowed", line, StringComparison.Ordinal));
        Assert.Equal(
            [
                "account,name,payments,refused_before,amount_before,refused_after,amount_after,balance_before,balance_after",
                "m1,Member m1,1020,0,0.00,1020,10.20,-10.20,0.00",
            ],
            accounts.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("fieldMalformed", (await Clerk.GetAsync("/v1/ledgers/ana-book/terms/trial/refused.csv?parameter=purposes")).Code);
        Assert.Equal("fieldMalformed", (await Clerk.GetAsync("/v1/ledgers/ana-book/terms/trial/refused.csv?parameter=a%3D1&parameter=a%3D2")).Code);
    }

    private static string? Floor(Said account) => (string?)account.Json["floor"]!["amount"];

    private Task<Said> SetTermsAsync(object parameters) => Clerk.MustAsync(
        "/v1/ledgers/ana-book/terms", new { validFrom = Today, parameters, reason = "test" });

    private static string Today => $"{TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow, "Asia/Jakarta"):yyyy-MM-dd}";

    private Task<Said> SwitchAsync(bool isOn, string reason) =>
        Clerk.PutAsync(Switch, Caller.WithId(new { isOn, reason }, Guid.CreateVersion7()));

    private Task<Said> TradeAsync(string amount) => Clerk.CommandAsync(
        "/v1/trades", new { payer = "ana-book/m1", payee = "beo-book/m1", amount, currency = "KMK" });

    private Task<Said> PayAsync(string payer, string payee, string amount, string purpose = "goods") => Clerk.CommandAsync(
        "/v1/ledgers/ana-book/transfers", new { payer, payee, amount, currency = "KMK", purpose });
}
