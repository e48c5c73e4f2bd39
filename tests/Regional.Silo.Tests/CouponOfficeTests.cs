using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>What a credit union's office does with coupons besides the counter: paper days, indicators, meetings.</summary>
public sealed class CouponOfficeTests(Town town) : IClassFixture<Town>
{
    private static readonly string[] Routes = ["coupons/withdrawals", "coupons/deposits", "transfers"];

    [Fact]
    public async Task A_paper_day_is_checked_whole_then_keyed_and_keyed_again_adds_nothing()
    {
        var (book, till) = await town.OpenCouponsAsync("ana-paper", "PAP-A");
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
    public async Task A_month_entered_before_the_start_is_the_baseline_that_the_months_since_are_held_against()
    {
        var (book, till) = await town.OpenCouponsAsync("ana-look", "LOO-A");
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
    public async Task What_the_general_meeting_decides_is_written_down_once_and_shown_to_every_member()
    {
        var (book, _) = await town.OpenCouponsAsync("ana-meet", "MEE-A");
        var clerk = town["administrator@ana"];
        var road = Caller.WithId(
            new { kind = "project", subject = "a road", metOn = "2026-05-01", amount = "250000", @for = 30, against = 4 },
            Guid.CreateVersion7());
        var (first, again) = (
            await clerk.PostAsync($"{book}/coupons/decisions", road), await clerk.PostAsync($"{book}/coupons/decisions", road));
        Assert.Equal((201, 200), (first.Status, again.Status));
        await clerk.MustAsync(
            $"{book}/coupons/decisions", new { kind = "trusteeElection", subject = "Sri", metOn = "2026-05-01", @for = 20, against = 20 });
        foreach (var wrong in new object[]
        {
            new { kind = "trusteeElection", subject = "Sri", metOn = "2026-05-01", amount = "1" },
            new { kind = "loan", subject = "a buffalo", metOn = "2026-05-01" },
            new { kind = "feast", subject = "rice", metOn = "2026-05-01", amount = "1" },
            new { kind = "grant", subject = "rice", metOn = "2026-05-01", amount = "1", against = -1 },
        })
        {
            Assert.Equal("fieldMalformed", (await clerk.CommandAsync($"{book}/coupons/decisions", wrong)).Code);
        }

        var shown = await town["member@ana"].GetAsync($"{book}/coupons/reports/decisions?month=2026-05&lang=id");
        Assert.Equal(
            ["1;2026-05-01;Proyek komunitas;a road;250000;30;4;ya", "2;2026-05-01;Pemilihan pengawas;Sri;;20;20;tidak"],
            shown.Json["rows"]!.AsArray().Select(static row => string.Join(';', row!.AsArray().Select(static cell => (string?)cell))));
    }
}
