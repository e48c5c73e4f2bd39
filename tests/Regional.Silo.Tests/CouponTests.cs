using Regional.Silo.Reports.Coupons;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>A credit union's day on coupons, over HTTP: series, till, counter, ledgers.</summary>
public sealed class CouponTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_day_at_the_counter_ends_in_002s_ledgers_and_a_counted_till()
    {
        var (book, till) = await town.OpenCouponsAsync("ana-day", "DAY-A");
        var teller = town["teller@ana"];

        var change = await teller.GetAsync($"{book}/coupons/tills/{till}/change?amount=107000");
        var given = await teller.CommandAsync(
            $"{book}/coupons/withdrawals",
            new { account = "m1", amount = "100000", notes = new[] { "DAY-A 101-102" }, till, paperLine = "1" });
        var corrected = await town["administrator@ana"].CommandAsync(
            $"/v1/operations/{given.Json["id"]}/correct", new { reason = "mis-keyed" });
        Assert.Equal("correctAsLine", corrected.Code);
        var refused = await teller.CommandAsync(
            $"{book}/coupons/withdrawals",
            new { account = "m1", amount = "50000", notes = new[] { "DAY-A 103" }, till, paperLine = "2" });
        var unsigned = await teller.CommandAsync(
            $"{book}/coupons/deposits", new { account = "m1", amount = "50000", notes = new[] { "DAY-A 101" }, till });
        await teller.MustAsync(
            $"{book}/coupons/deposits",
            new { account = "m1", amount = "50000", notes = new[] { "DAY-A 101" }, till, paperLine = "3" });
        var twice = await teller.CommandAsync(
            $"{book}/coupons/deposits",
            new { account = "m1", amount = "50000", notes = new[] { "DAY-A 101" }, till, paperLine = "4" });
        var reference = await teller.CommandAsync(
            $"{book}/transfers", new { payer = "m1", payee = "m2", amount = "10000", currency = "IDR" });

        Assert.Equal("[\"DAY-A 000001-000007\",\"DAY-A 000101-000102\"]", change.Json["items"]!.ToJsonString());
        Assert.Equal(201, given.Status);
        Assert.Equal(("withdrawalTooLarge", "0 IDR"), (refused.Code, Fact(refused, "largest")));
        Assert.Equal("evidenceMissing", unsigned.Code);
        Assert.Equal("noteDepositedTwice", twice.Code);
        Assert.Equal(201, reference.Status);

        var closed = await teller.MustAsync(
            $"{book}/coupons/tills/{till}/close",
            new { counted = new Dictionary<string, int> { ["1000"] = 99, ["50000"] = 9 }, notes = new[] { "DAY-A 1-99", "DAY-A 101", "DAY-A 103-110" } });
        Assert.Equal("[\"DAY-A 000100\"]", closed.Json["missing"]!.ToJsonString());
        Assert.NotNull(closed.Json["settledBy"]);

        var trustee = town["trustee@ana"];
        var lines = await trustee.GetAsync($"{book}/coupons/reports/transactions?format=csv");
        Assert.Contains(
            "No.,Date,Name,Account #,Coupon In (Deposit),Coupon Out (Credit),Admin. Fee 5%,Community Fund In 2%,Community Fund Out,Payment In,Payment Out,Signature",
            lines.Body, StringComparison.Ordinal);
        Assert.Contains("Member m1,m1,,100000,5000,2000,,,,line 1", lines.Body, StringComparison.Ordinal);
        Assert.Contains("Member m1,m1,50000,,,,,,,line 3", lines.Body, StringComparison.Ordinal);
        Assert.Contains("Member m1,m1,,,500,200,,,10000,", lines.Body, StringComparison.Ordinal);
        var journal = await trustee.GetAsync($"{book}/coupons/reports/journal");
        Assert.Equal(
            ["101000", "50000", "51000", "51000", "51000", "0"],
            journal.Json["rows"]!.AsArray().Select(static row => (string)row![1]!));
        var summary = await trustee.GetAsync($"{book}/coupons/reports/summary?lang=id&format=html");
        Assert.Contains("Ringkasan Sistem", summary.Body, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">49.50</td>", summary.Body, StringComparison.Ordinal);
        var mine = await town["member@ana"].GetAsync($"{book}/coupons/reports/accounts/m1");
        Assert.Equal("-67700", (string?)mine.Json["rows"]![2]![8]);
        var pack = await trustee.GetAsync($"{book}/coupons/reports/pack?lang=id");
        Assert.Equal("text/html", pack.ContentType);
        Assert.Equal(6, pack.Body.Split("<section>").Length - 1);
    }

    [Fact]
    public async Task Fees_are_tried_on_what_was_drawn_and_paid_before_and_after()
    {
        var (book, till) = await town.OpenCouponsAsync("ana-try", "TRY-A");
        await town["teller@ana"].MustAsync(
            $"{book}/coupons/withdrawals",
            new { account = "m1", amount = "100000", notes = new[] { "TRY-A 101-102" }, till, paperLine = "1" });

        Assert.Equal(
            [
                "fees 7000 5000", "notesHandedOut 100000 100000", "drawingsRefused 0 0", "administrationCharges 0 0",
                "repaymentsDue 0 0", "m1 fees 7000 5000",
            ],
            await TryAsync("feePreset", "B"));
        Assert.Equal(
            [
                "fees 7000 7000", "notesHandedOut 100000 93000", "drawingsRefused 0 0", "administrationCharges 0 0",
                "repaymentsDue 0 0",
            ],
            await TryAsync("feePreset", "D"));
        Assert.Equal(
            [
                "fees 7000 0", "notesHandedOut 100000 0", "drawingsRefused 0 1", "administrationCharges 0 0",
                "repaymentsDue 0 0", "m1 withdrawal done floorExceeded", "m1 fees 7000 0",
            ],
            await TryAsync("limitLadder", "50000, 500000"));

        async Task<IEnumerable<string>> TryAsync(string parameter, string value)
        {
            var tried = await town["administrator@ana"].PostAsync(
                $"{book}/terms/trial", new { parameters = new Dictionary<string, string> { [parameter] = value } });
            Assert.True(tried.Status == 200, tried.ToString());
            return
            [
                .. tried.Json["figures"]!.AsArray().Select(static one => $"{one!["name"]} {one["before"]} {one["after"]}"),
                .. tried.Json["cases"]!.AsArray().Select(static one =>
                    $"{one!["account"]} {one["what"]} {one["before"]} {one["after"]}"),
            ];
        }
    }

    [Fact]
    public async Task A_months_reports_are_preliminary_until_the_trustee_signs_its_period_off()
    {
        var (book, _) = await town.OpenCouponsAsync("ana-month", "MON-A");
        var (clerk, trustee) = (town["administrator@ana"], town["trustee@ana"]);
        var laid = await clerk.SendAsync(
            HttpMethod.Put, $"{book}/periods/calendar",
            Caller.WithId(new { cycle = "monthly:31", weekend = Array.Empty<int>(), firstDate = "2026-01-01" }, Guid.CreateVersion7())
                .ToJsonString());
        Assert.True(laid.Status == 201, laid.ToString());
        Assert.Contains("<td>Accounts</td><td class=\"n\">0</td>", await SummaryAsync("2026-01"), StringComparison.Ordinal);
        await town["teller@ana"].MustAsync(
            $"{book}/transfers", new { payer = "m1", payee = "m2", amount = "100", currency = "IDR", businessDate = "2026-01-31" });
        Assert.Contains("<td>Accounts</td><td class=\"n\">2</td>", await SummaryAsync("2026-01"), StringComparison.Ordinal);
        await clerk.MustAsync($"{book}/periods/1/end", new { reason = "January" });

        Assert.Contains("Preliminary", await SummaryAsync("2026-01"), StringComparison.Ordinal);
        await trustee.MustAsync($"{book}/periods/1/sign-off", new { });

        Assert.Contains("Signed off by trustee:ana", await SummaryAsync("2026-01"), StringComparison.Ordinal);
        Assert.Contains("Preliminary", await SummaryAsync("2026-02"), StringComparison.Ordinal);
        var repayments = await trustee.GetAsync($"{book}/coupons/reports/repayments?month=2026-01&lang=id&format=csv");
        Assert.StartsWith("Periode s.d.,", repayments.Body.Split("\r\n").First(static line => line.StartsWith("Periode s", StringComparison.Ordinal)), StringComparison.Ordinal);

        async Task<string> SummaryAsync(string month) =>
            (await trustee.GetAsync($"{book}/coupons/reports/summary?month={month}&format=html")).Body;
    }

    [Fact]
    public async Task A_pin_is_evidence_until_it_was_wrong_three_times()
    {
        var (book, till) = await town.OpenCouponsAsync("ana-pin", "PIN-A");
        var teller = town["teller@ana"];
        object With(string pin, int note) =>
            new { account = "m1", amount = "1000", notes = new[] { $"PIN-A {note}" }, till, pin };

        Assert.Equal("pinWrong", (await teller.CommandAsync($"{book}/coupons/withdrawals", With("4711", 1))).Code);
        var id = Guid.CreateVersion7();
        var set = await town["member@ana"].PutAsync($"{book}/coupons/accounts/m1/pin", Caller.WithId(new { pin = "4711" }, id));
        var again = await town["member@ana"].PutAsync($"{book}/coupons/accounts/m1/pin", Caller.WithId(new { pin = "4711" }, id));
        Assert.Equal((201, 200), (set.Status, again.Status));
        Assert.Equal(201, (await teller.CommandAsync($"{book}/coupons/withdrawals", With("4711", 1))).Status);
        foreach (var left in (string[])["2", "1", "0", "0"])
        {
            var wrong = await teller.CommandAsync($"{book}/coupons/withdrawals", With("0000", 2));
            Assert.Equal(("pinWrong", left), (wrong.Code, Fact(wrong, "left")));
        }

        Assert.Equal("pinWrong", (await teller.CommandAsync($"{book}/coupons/withdrawals", With("4711", 2))).Code);
    }

    [Fact]
    public async Task Convertible_coupons_come_free_and_go_back_at_10_percent_with_the_reserve_behind_them()
    {
        var administrator = town["administrator@ana"];
        await administrator.MustAsync(
            "/v1/communities/ana/ledgers", new { code = "ana-conv", currency = "KVK", scale = 0, scheme = "coupons-convertible" });
        await administrator.MustAsync("/v1/ledgers/ana-conv/accounts", new { code = "m1", member = "m1" });
        var teller = town["teller@ana"];
        Task<Said> ConvertAsync(string amount, bool back) =>
            teller.CommandAsync("/v1/ledgers/ana-conv/coupons/conversions", new { account = "m1", amount, back });

        Assert.Equal("conversionNotOffered", (await ConvertAsync("100000", back: false)).Code);
        await administrator.MustAsync("/v1/ledgers/ana-conv/terms", new
        {
            validFrom = $"{DateTime.UtcNow.AddHours(7):yyyy-MM-dd}",
            parameters = new Dictionary<string, string> { ["offered"] = "true" },
        });
        Assert.Equal("rupiahBookMissing", (await ConvertAsync("100000", back: false)).Code);
        await administrator.MustAsync(
            "/v1/communities/ana/ledgers", new { code = "ana-idr", currency = "IDR", scale = 0, scheme = "coupons-rupiah" });
        Assert.Equal(201, (await ConvertAsync("100000", back: false)).Status);
        Assert.Equal("floorExceeded", (await ConvertAsync("100001", back: true)).Code);
        Assert.Equal(201, (await ConvertAsync("30005", back: true)).Status);

        async Task<long> OfAsync(string account) => (long)(await administrator.GetAsync($"/v1/ledgers/{account}")).Json["balance"]!["minor"]!;
        Assert.Equal(69_995, await OfAsync("ana-conv/accounts/m1"));
        Assert.Equal(69_995, await OfAsync("ana-idr/accounts/reserve"));
        Assert.Equal(3_001, await OfAsync("ana-idr/accounts/administration"));
        Assert.Equal(-72_996, await OfAsync("ana-idr/accounts/cash"));
    }

    [Fact]
    public async Task A_members_form_card_and_notices_are_recorded_printed_and_pinned_up()
    {
        var administrator = town["administrator@ana"];
        var form = await administrator.PutAsync("/v1/communities/ana/members/m1/form", Caller.WithId(
            new
            {
                business = "Warung <Ana>", address = "Jalan Kaliurang 5", age = 41,
                signors = new[] { new { name = "Budi", age = 20 } }, projects = new[] { "water storage" }, agreedOn = "2026-01-05",
            },
            Guid.CreateVersion7()));
        Assert.Equal(201, form.Status);
        var offer = await town["member@ana"].MustAsync(
            "/v1/communities/ana/notices", new { member = "m1", kind = "offer", category = "food", text = "tempe" });
        await town["teller@ana"].MustAsync(
            "/v1/communities/ana/notices", new { member = "m2", kind = "request", category = "building", text = "a roof" });
        var board = await town["member@beo"].GetAsync("/v1/communities/ana/notices?format=html&lang=id");
        Assert.Contains("Makanan</h2><p>tempe<br><small>Member m1, Jalan Kaliurang 5", board.Body, StringComparison.Ordinal);
        Assert.Contains("Bangunan</h2><p>a roof<br><small>Member m2", board.Body, StringComparison.Ordinal);
        var page = await administrator.GetAsync("/v1/communities/ana/members/m1/form");
        foreach (var text in (string[])["Warung &lt;Ana&gt;", "Budi, 20", "tempe", "water storage", "2026-01-05", "Three Requests"])
        {
            Assert.Contains(text, page.Body, StringComparison.Ordinal);
        }

        await administrator.PutAsync("/v1/communities/ana/members/m2/form", Caller.WithId(
            new { projects = new[] { "a road", "Water storage " }, agreedOn = "2026-01-05" }, Guid.CreateVersion7()));
        var projects = await town["member@ana"].GetAsync("/v1/communities/ana/projects");
        Assert.Equal(
            ["water storage 2", "a road 1"],
            projects.Json["items"]!.AsArray().Select(static one => $"{one!["project"]} {one["members"]}".ToLowerInvariant()));
        var sheet = await town["trustee@ana"].GetAsync("/v1/communities/ana/projects?format=html&lang=id");
        Assert.Contains("Proyek komunitas untuk rapat umum", sheet.Body, StringComparison.Ordinal);
        var survey = await administrator.GetAsync("/v1/communities/ana/members/m1/survey?lang=id");
        Assert.Contains("10. Apa yang paling dibutuhkan komunitas?", survey.Body, StringComparison.Ordinal);

        var card = await administrator.GetAsync("/v1/communities/ana/members/m2/card?lang=id");
        Assert.Contains("Kartu Anggota", card.Body, StringComparison.Ordinal);
        var notice = (string?)offer.Json["result"]!["notice"];
        Assert.Equal(403, (await town["member@beo"].CommandAsync($"/v1/communities/ana/notices/{notice}/end", new { })).Status);
        await town["member@ana"].MustAsync($"/v1/communities/ana/notices/{notice}/end", new { });
        Assert.Single((await administrator.GetAsync("/v1/communities/ana/notices")).Json["items"]!.AsArray());
    }

    [Fact]
    public void Both_languages_have_every_text()
    {
        var (english, indonesian) = (CouponTexts.Find("en")!, CouponTexts.Find("id")!);
        Assert.Equal(english.Codes.Order(StringComparer.Ordinal), indonesian.Codes.Order(StringComparer.Ordinal));
        Assert.Null(CouponTexts.Find("nl"));
    }

    private static string? Fact(Said said, string name) => (string?)said.Json["facts"]![name];
}
