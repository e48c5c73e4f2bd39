using Regional.Silo.Reports.Coupons;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>A credit union's day on coupons, over HTTP: series, till, counter, ledgers.</summary>
public sealed class CouponTests(Town town) : IClassFixture<Town>
{
    private static readonly string[] Routes = ["coupons/withdrawals", "coupons/deposits", "transfers"];

    [Fact]
    public async Task A_day_at_the_counter_ends_in_002s_ledgers_and_a_counted_till()
    {
        var (book, till) = await OpenAsync("ana-day", "DAY-A");
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
    public async Task A_paper_day_is_checked_whole_then_keyed_and_keyed_again_adds_nothing()
    {
        var (book, till) = await OpenAsync("ana-paper", "PAP-A");
        var (teller, today) = (town["teller@ana"], $"{DateTime.UtcNow.AddHours(7):yyyy-MM-dd}");
        object[] lines =
        [
            Paper(1, "withdraw", "m1", "100000", "PAP-A 101-102"), Paper(2, "deposit", "m2", "50000", "PAP-A 101"),
            new { no = 3, kind = "payment", account = "m2", payee = "m1", amount = "60000" },
            Paper(4, "deposit", "m1", "50000", "PAP-A 101"), Paper(4, "deposit", "m1", "50000", "PAP-A 102"),
            Paper(5, "withdraw", "nobody", "1000", "PAP-A 1"), Paper(6, "sell", "m1", "1000", "PAP-A 1"),
            new { no = 7, kind = "deposit", account = "m1", amount = "50000", notes = new[] { "PAP-A 102" } },
        ];

        Assert.Equal(
            [
                "1 ready 7000 -107000", "2 ready 0 50000", "3 ready 700 -10700", "4 noteDepositedTwice",
                "4 fieldMalformed", "5 notFound", "6 fieldMalformed", "7 evidenceMissing",
            ],
            await CheckAsync(lines));
        Assert.Empty((await town["trustee@ana"].GetAsync($"{book}/coupons/reports/transactions")).Json["rows"]!.AsArray());

        Assert.Equal(201, (await SendAsync(0)).Status);
        Assert.Equal(["1 posted", "2 ready 0 50000", "3 ready 700 -10700"], await CheckAsync(lines[..3]));
        var deposit = await SendAsync(1);
        Assert.Equal((201, 201), (deposit.Status, (await SendAsync(2)).Status));
        Assert.Equal(["1 posted", "2 posted", "3 posted"], await CheckAsync(lines[..3]));
        Assert.Equal(["1 idReused"], await CheckAsync([Paper(1, "withdraw", "m1", "50000", "PAP-A 101")]));

        await town["administrator@ana"].MustAsync(
            $"{book}/coupons/lines/{deposit.Json["id"]}/correct?account=m2", new { reason = "the other note" });
        Assert.Equal(["1 posted", "2 corrected", "3 posted"], await CheckAsync(lines[..3]));
        Assert.Equal(["2 ready 0 -10700"], await CheckAsync([Paper(2, "deposit", "m2", "50000", "PAP-A 102")]));

        async Task<Said> SendAsync(int at)
        {
            var id = (await AskAsync(lines[..3])).Json["lines"]![at]!["id"];
            object body = at == 2
                ? new { id, payer = "m2", payee = "m1", amount = "60000", currency = "IDR", businessDate = today, reference = "line 3" }
                : new
                {
                    id, account = $"m{at + 1}", amount = at == 0 ? "100000" : "50000", till, paperLine = $"{at + 1}",
                    businessDate = today, notes = new[] { at == 0 ? "PAP-A 101-102" : "PAP-A 101" },
                };
            return await teller.PostAsync($"{book}/{Routes[at]}", body);
        }

        async Task<Said> AskAsync(object[] asked) =>
            await teller.PostAsync($"{book}/coupons/days/check", new { till, businessDate = today, lines = asked });

        async Task<string[]> CheckAsync(object[] asked)
        {
            var said = await AskAsync(asked);
            Assert.True(said.Status == 200, said.ToString());
            return
            [
                .. said.Json["lines"]!.AsArray().Select(static line => (string?)line!["status"] switch
                {
                    "refused" => $"{line["no"]} {line["refusal"]!["code"]}",
                    "ready" => $"{line["no"]} ready {line["fee"]!["minor"]} {line["balance"]!["minor"]}",
                    var status => $"{line["no"]} {status}",
                }),
            ];
        }

        static object Paper(int no, string kind, string account, string amount, string notes) =>
            new { no, kind, account, amount, notes = new[] { notes }, signed = true };
    }

    [Fact]
    public async Task Fees_are_tried_on_what_was_drawn_and_paid_before_and_after()
    {
        var (book, till) = await OpenAsync("ana-try", "TRY-A");
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
        var (book, _) = await OpenAsync("ana-month", "MON-A");
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
    public async Task A_month_entered_before_the_start_is_the_baseline_that_the_months_since_are_held_against()
    {
        var (book, till) = await OpenAsync("ana-look", "LOO-A");
        var (clerk, teller) = (town["administrator@ana"], town["teller@ana"]);
        Task<Said> EnterAsync(string month, object figures) => clerk.PutAsync(
            $"{book}/coupons/indicators/{month}", Caller.WithId(new { figures, reason = "books" }, Guid.CreateVersion7()));
        var now = DateTime.UtcNow.AddHours(7);
        Assert.Equal(201, (await EnterAsync("2025-10", new { accounts = "100", savings = "1000000" })).Status);
        Assert.Equal(201, (await EnterAsync("2025-11", new { accounts = "9", savings = "1000000" })).Status);
        Assert.Equal(201, (await EnterAsync("2025-11", new { accounts = "104" })).Status);
        Assert.Equal(201, (await EnterAsync("2025-12", new { accounts = "110", savings = "999000" })).Status);
        Assert.Equal(
            201,
            (await EnterAsync($"{now:yyyy-MM}", new { incomeInCoupons = "12.5", tracerNotes = "4", tracerHands = "30" })).Status);
        Assert.Equal("fieldMalformed", (await EnterAsync("2025-12", new { incomeInCoupons = "100.01" })).Code);
        Assert.Equal("fieldMalformed", (await EnterAsync("2025-12", new { accounts = "-1" })).Code);
        Assert.Equal("fieldMalformed", (await EnterAsync("2025-12", new { happiness = "1" })).Code);
        Assert.Equal("dateMalformed", (await EnterAsync("2025-13", new { accounts = "1" })).Code);
        await teller.MustAsync(
            $"{book}/coupons/withdrawals",
            new { account = "m1", amount = "100000", notes = new[] { "LOO-A 101-102" }, till, paperLine = "1" });
        await teller.MustAsync(
            $"{book}/coupons/deposits", new { account = "m2", amount = "50000", notes = new[] { "LOO-A 101" }, till, paperLine = "2" });
        await teller.MustAsync($"{book}/transfers", new { payer = "m2", payee = "m1", amount = "20000", currency = "IDR" });

        Assert.Equal(
            ["Accounts in rupiah;3;104.67;6;", "Savings in rupiah;3;999666.67;;-1000", "Asset growth of the credit union, monthly;0;;;", "Savings deposits;0;;;"],
            await RowsAsync("baseline", "2025-01-01", "2026-01-31"));
        var months = await RowsAsync("indicators", "2025-12-01", $"{now:yyyy-MM-dd}");
        Assert.StartsWith("2025-12;Before;110;999000;", months[0], StringComparison.Ordinal);
        Assert.EndsWith(";12.50;4;30;;;;2;50000;80000;70000;2.00;7.50", months[^1], StringComparison.Ordinal);
        var assumptions = await RowsAsync("assumptions", "2025-01-01", $"{now:yyyy-MM-dd}");
        Assert.EndsWith("No figures", assumptions[0], StringComparison.Ordinal);
        Assert.Contains(";0.00;", assumptions[2], StringComparison.Ordinal);
        Assert.EndsWith(";Supported", assumptions[2], StringComparison.Ordinal);
        var volume = await clerk.GetAsync(
            $"{book}/coupons/reports/volume?from=2025-01-01&to={now:yyyy-MM-dd}&volume=10000000&needs=250000&families=40");
        Assert.Equal(
            ["100000", "2", "10000000", "5200000", "250000", "40", "10000000", "120000000"],
            volume.Json["rows"]!.AsArray().Select(static row => (string?)row![1]));
        var page = await clerk.GetAsync($"{book}/coupons/reports/assumptions?from=2025-01-01&to=2026-01-31&lang=id&format=html");
        Assert.Contains("Rekening baru koperasi kredit", page.Body, StringComparison.Ordinal);

        async Task<string[]> RowsAsync(string report, string from, string to) =>
        [
            .. (await clerk.GetAsync($"{book}/coupons/reports/{report}?from={from}&to={to}")).Json["rows"]!.AsArray()
                .Select(static row => string.Join(';', row!.AsArray().Select(static cell => (string?)cell))),
        ];
    }

    [Fact]
    public async Task A_pin_is_evidence_until_it_was_wrong_three_times()
    {
        var (book, till) = await OpenAsync("ana-pin", "PIN-A");
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

    private async Task<(string Book, string Till)> OpenAsync(string ledger, string series)
    {
        var administrator = town["administrator@ana"];
        await administrator.MustAsync(
            "/v1/communities/ana/ledgers", new { code = ledger, currency = "IDR", scale = 0, scheme = "coupons" });
        foreach (var member in (string[])["m1", "m2"])
        {
            await administrator.MustAsync($"/v1/ledgers/{ledger}/accounts", new { code = member, member });
        }

        var book = $"/v1/ledgers/{ledger}";
        await administrator.MustAsync(
            $"{book}/coupons/series", new { code = series, name = "Kupon Ana", issuedOn = "2026-01-01", lastValidDay = "2100-01-01" });
        await administrator.MustAsync($"{book}/coupons/series/{series}/notes", new { numbers = "1-100", value = "1000" });
        await administrator.MustAsync($"{book}/coupons/series/{series}/notes", new { numbers = "101-110", value = "50000" });
        var till = await town["teller@ana"].MustAsync($"{book}/coupons/tills", new { notes = new[] { $"{series} 1-110" } });
        return (book, (string)till.Json["result"]!["till"]!);
    }

    private static string? Fact(Said said, string name) => (string?)said.Json["facts"]![name];
}
