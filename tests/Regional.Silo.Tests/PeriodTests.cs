using System.Text.Json.Nodes;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Periods over HTTP: laid out, ended, signed off, published, and who sees what when.</summary>
public sealed class PeriodTests : IAsyncLifetime
{
    private const string Periods = "/v1/ledgers/ana-book/periods";

    private readonly Town _town = new();

    private Caller Clerk => _town["administrator@ana"];

    private Caller Trustee => _town["trustee@ana"];

    private Caller Member => _town["member@ana"];

    public ValueTask InitializeAsync() => _town.InitializeAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_period_is_opened_totalled_signed_off_and_published()
    {
        var opened = await SetCalendarAsync(new { cycle = "monthly:31", firstDate = "2026-01-01", weekend = (int[])[6, 7], holidays = (string[])["2026-02-02"] });
        Assert.Equal((201, "1", "2026-01-01", "2026-02-03"), (opened.Status, Result(opened, "no"), Result(opened, "firstDate"), Result(opened, "lastDate")));
        await PayAsync("m1", "m2", "30", "2026-01-15");
        await PayAsync("m2", "m1", "12.50", "2026-02-03");
        await PayAsync("m1", "m2", "5", "2026-02-04");

        var ended = await Clerk.CommandAsync($"{Periods}/1/end", new { reason = "January" });
        Assert.Equal((201, "totalled"), (ended.Status, Status(ended)));
        Assert.Equal("42.50", (string?)ended.Json["totals"]!["debits"]!["amount"]);
        Assert.Equal("17.50", (string?)ended.Json["totals"]!["positiveBalances"]!["amount"]);
        Assert.Equal(2, (int?)ended.Json["totals"]!["movedAccounts"]);
        Assert.True((bool?)ended.Json["steps"]![0]!["isDone"]);
        Assert.Equal((long?)ended.Json["accounts"], (long?)ended.Json["steps"]![0]!["accounts"]);
        Assert.Equal(["totalling", "totalled"], ended.Json["marks"]!.AsArray().Select(static mark => (string?)mark!["status"]));

        Assert.Equal("signedOff", Status(await Trustee.CommandAsync($"{Periods}/1/sign-off", new { reason = "looked at" })));
        Assert.Equal("published", Status(await Clerk.CommandAsync($"{Periods}/1/publish", new { })));
        var shown = await Member.GetAsync($"{Periods}/1");
        Assert.Equal(("published", "42.50"), (Status(shown), (string?)shown.Json["totals"]!["debits"]!["amount"]));
        Assert.Equal("open", (string?)(await Member.GetAsync(Periods)).Json["items"]![0]!["status"]);
    }

    [Fact]
    public async Task The_report_names_every_account_as_json_csv_and_page()
    {
        await EndFirstAsync();

        var lines = (await Clerk.GetAsync($"{Periods}/1/accounts")).Json["items"]!.AsArray();
        var payer = lines.Single(static line => (string?)line!["account"] == "m1")!;
        Assert.Equal(("0.00", "30.00", "0.00", "-30.00", "2026-01-15"), ((string?)payer["opening"], (string?)payer["debits"], (string?)payer["credits"], (string?)payer["closing"], (string?)payer["crossedOn"]));
        var csv = await Clerk.GetAsync($"{Periods}/1/report.csv");
        Assert.Equal("text/csv", csv.ContentType);
        Assert.StartsWith("account,name,role,currency,opening,debits,credits,closing,crossed_on\r\n", csv.Body, StringComparison.Ordinal);
        Assert.Contains("m2,Member m2,member,KMK,0.00,0.00,30.00,30.00,2026-01-15\r\n", csv.Body, StringComparison.Ordinal);
        Assert.Equal(lines.Count + 1, csv.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var page = await Clerk.GetAsync($"{Periods}/1/report.html");
        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        Assert.Contains("<td class=\"n minus\">-30.00</td>", page.Body, StringComparison.Ordinal);
        Assert.Empty((await Clerk.GetAsync($"{Periods}/1/exceptions")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Members_see_figures_only_once_they_are_published()
    {
        await EndFirstAsync();

        Assert.Null((await Member.GetAsync($"{Periods}/1")).Json["totals"]);
        Assert.Null((await Member.GetAsync(Periods)).Json["items"]![1]!["totals"]);
        Assert.All(
            ["accounts", "report.csv", "report.html", "exceptions"],
            what => Assert.Equal("notPermitted", Member.GetAsync($"{Periods}/1/{what}").Result.Code));
        await Trustee.CommandAsync($"{Periods}/1/sign-off", new { });
        await Trustee.CommandAsync($"{Periods}/1/publish", new { });
        Assert.NotNull((await Member.GetAsync($"{Periods}/1")).Json["totals"]);
        Assert.Equal(200, (await Member.GetAsync($"{Periods}/1/report.csv")).Status);
    }

    [Fact]
    public async Task Done_twice_it_is_as_it_was_and_out_of_order_it_is_refused()
    {
        await EndFirstAsync();
        var first = await Clerk.GetAsync($"{Periods}/1");

        var again = await Clerk.CommandAsync($"{Periods}/1/end", new { });
        Assert.Equal((201, first.Body), (again.Status, again.Body));
        Assert.Equal("periodOutOfOrder", (await Trustee.CommandAsync($"{Periods}/2/sign-off", new { })).Code);
        Assert.Equal("periodNotTotalled", (await Trustee.CommandAsync($"{Periods}/1/publish", new { })).Code);
        Assert.Equal("periodUnknown", (await Clerk.CommandAsync($"{Periods}/3/end", new { })).Code);
        Assert.Equal("periodUnknown", (await Trustee.CommandAsync($"{Periods}/9/publish", new { })).Code);
        var id = Guid.CreateVersion7();
        Assert.Equal(201, (await Trustee.PostAsync($"{Periods}/1/sign-off", Caller.WithId(new { }, id))).Status);
        Assert.Equal(200, (await Trustee.PostAsync($"{Periods}/1/sign-off", Caller.WithId(new { }, id))).Status);
        Assert.Equal("idReused", (await Trustee.PostAsync($"{Periods}/1/publish", Caller.WithId(new { }, id))).Code);
    }

    [Fact]
    public async Task A_calendar_is_kept_with_who_and_why_and_moves_the_open_period()
    {
        await SetCalendarAsync(new { cycle = "weekly:5", firstDate = "2026-01-01", reason = "weeks" });
        var moved = await SetCalendarAsync(new { cycle = "monthly:10", holidays = (string[])["2026-01-10"], closesAt = "18:30", reason = "months" });

        Assert.Equal(("1", "2026-01-01", "2026-01-11"), (Result(moved, "no"), Result(moved, "firstDate"), Result(moved, "lastDate")));
        var kept = (await Member.GetAsync($"{Periods}/calendar")).Json["items"]!.AsArray();
        Assert.Equal(["months", "weeks"], kept.Select(static calendar => (string?)calendar!["reason"]));
        Assert.Equal(("monthly:10", "18:30:00", "2026-01-10", "administrator:ana"), ((string?)kept[0]!["cycle"], (string?)kept[0]!["closesAt"], (string?)kept[0]!["holidays"]![0], (string?)kept[0]!["actor"]));
        Assert.Equal("periodStarted", (await SetCalendarAsync(new { cycle = "daily", firstDate = "2026-01-02" })).Code);
        Assert.Equal(2, (await Member.GetAsync($"{Periods}/calendar")).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Terms_hold_from_a_period_that_is_named_by_its_number()
    {
        object From(object? date, int? no) => new
        {
            validFrom = date,
            fromPeriod = no,
            parameters = new { lateLines = "open-period" },
            reason = "from the day after tomorrow",
        };
        async Task<Said> SetAsync(object? date, int? no) => await Clerk.CommandAsync("/v1/ledgers/ana-book/terms", From(date, no));

        Assert.Equal("periodUnknown", (await SetAsync(null, 3)).Code);
        await SetCalendarAsync(new { cycle = "daily" });
        var today = DateOnly.Parse((string)(await Member.GetAsync($"{Periods}/1")).Json["firstDate"]!, null);

        Assert.Equal("fieldMalformed", (await SetAsync(today, 3)).Code);
        Assert.Equal("fieldMissing", (await SetAsync(null, null)).Code);
        Assert.Equal("periodUnknown", (await SetAsync(null, 0)).Code);
        Assert.Equal(201, (await SetAsync(null, 3)).Status);
        Assert.Equal(201, (await SetAsync($"{today:O}", null)).Status);
        Assert.Equal(
            [($"{today.AddDays(2):O}", 3, "administrator:ana"), ($"{today:O}", 1, "administrator:ana")],
            (await Clerk.GetAsync("/v1/ledgers/ana-book/terms")).Json["items"]!.AsArray().Select(static one =>
                ((string)one!["validFrom"]!, (int)one["period"]!, (string)one["actor"]!)));
    }

    [Fact]
    public async Task An_open_period_says_when_it_ends_by_itself()
    {
        await SetCalendarAsync(new { cycle = "daily", closesAt = "01:00" });

        var open = (await Member.GetAsync($"{Periods}/1")).Json;
        var last = DateOnly.Parse((string)open["lastDate"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"{last:yyyy-MM-dd}T18:00:00+00:00", (string?)open["dueAt"]);
    }

    /// <summary>What is sent, what is said.</summary>
    public static TheoryData<string, string, int, string> Malformed => new()
    {
        { "calendar", """{"cycle":"yearly"}""", 400, "calendarInvalid" },
        { "calendar", """{"cycle":""}""", 400, "fieldMissing" },
        { "calendar", """{"cycle":"daily","weekend":[1,2,3,4,5,6,7]}""", 400, "calendarInvalid" },
        { "calendar", """{"cycle":"daily","weekend":[0]}""", 400, "calendarInvalid" },
        { "calendar", """{"cycle":"daily","closesAt":"24:00"}""", 400, "fieldMalformed" },
        { "calendar", """{"cycle":"daily","holidays":["2026-02-30"]}""", 400, "dateMalformed" },
        { "calendar", """{"cycle":"daily","holidays":["9999-12-31"]}""", 400, "calendarInvalid" },
        { "calendar", """{"cycle":"daily","firstDate":"9999-12-31"}""", 400, "fieldMalformed" },
        { "calendar", """{"cycle":"daily","firstDate":"0001-01-01"}""", 400, "fieldMalformed" },
        { "calendar", """{"cycle":"daily","first":"2026-01-01"}""", 400, "bodyMalformed" },
        { "0/end", "{}", 422, "periodUnknown" },
        { "-1/end", "{}", 422, "periodUnknown" },
        { "99999999999/end", "{}", 404, "notFound" },
        { "one/end", "{}", 404, "notFound" },
        { "1/end", "[]", 400, "bodyMalformed" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_makes_no_sense_is_refused_for_its_reason(string route, string json, int status, string code)
    {
        var body = JsonNode.Parse(json)!;
        if (body is JsonObject named)
        {
            named["id"] = Guid.CreateVersion7();
        }

        var said = await Clerk.SendAsync(route == "calendar" ? HttpMethod.Put : HttpMethod.Post, $"{Periods}/{route}", body.ToJsonString());
        Assert.Equal((status, code), (said.Status, said.Code));
    }

    [Fact]
    public async Task A_region_has_windows_and_no_periods()
    {
        var coordinator = _town["coordinator@suro"];
        Assert.Equal("notPermitted", (await coordinator.SendAsync(HttpMethod.Put, "/v1/ledgers/suro/periods/calendar", Caller.WithId(new { cycle = "daily" }, Guid.CreateVersion7()).ToJsonString())).Code);
        Assert.Equal(404, (await Clerk.GetAsync($"{Periods}/1")).Status);
        Assert.Empty((await Clerk.GetAsync(Periods)).Json["items"]!.AsArray());
    }

    private async Task EndFirstAsync()
    {
        await SetCalendarAsync(new { cycle = "monthly:31", firstDate = "2026-01-01" });
        await PayAsync("m1", "m2", "30", "2026-01-15");
        Assert.Equal("totalled", Status(await Clerk.CommandAsync($"{Periods}/1/end", new { })));
    }

    private Task<Said> SetCalendarAsync(object body) => Clerk.PutAsync($"{Periods}/calendar", Caller.WithId(body, Guid.CreateVersion7()));

    private async Task PayAsync(string payer, string payee, string amount, string date) => await Clerk.MustAsync(
        "/v1/ledgers/ana-book/transfers",
        new { payer, payee, amount, currency = "KMK", purpose = "goods", businessDate = date });

    private static string? Status(Said said) => (string?)said.Json["status"];

    private static string? Result(Said said, string name) => (string?)said.Json["result"]![name];
}
