using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>001's three months on a running pool, cell by cell, as page and as CSV.</summary>
public sealed class PoolMonthTests : IAsyncLifetime
{
    private const string Columns =
        "Name,Savings or loan balance at month end,Points (reciprocity) added at month end,Points balance from last month,Total points at month end";

    private readonly PoolTown _pool = new();
    private readonly DateOnly _first = FirstOfThisMonth().AddMonths(-3);

    private Caller Clerk => _pool.Clerk;

    public ValueTask InitializeAsync() => _pool.InitializeAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task The_three_months_of_the_document_come_out_cell_by_cell()
    {
        await Clerk.MustAsync("/v1/ledgers/pool-book/pool/points", new
        {
            points = new[]
            {
                new { account = "jennifer", points = "2000" }, new { account = "mark", points = "-6000" },
                new { account = "noel", points = "-4500" }, new { account = "tamati", points = "2000" },
            },
        });
        await BookAsync(1, ("jennifer", 500), ("mark", -3200), ("noel", 1000), ("tamati", -500));
        Assert.Equal("totalled", (string?)(await EndAsync(1)).Json["status"]);
        await AssertStatementAsync(
            1,
            "jennifer,500.00,500.00,2000.00,2500.00", "mark,-3200.00,-3200.00,-6000.00,-9200.00",
            "noel,1000.00,1000.00,-4500.00,-3500.00", "tamati,-500.00,-500.00,2000.00,1500.00");

        await BookAsync(2, ("jennifer", -300), ("mark", 2000), ("noel", 1000), ("tamati", 500));
        Assert.Equal("totalled", (string?)(await EndAsync(2)).Json["status"]);
        await AssertStatementAsync(
            2,
            "jennifer,200.00,200.00,2500.00,2700.00", "mark,-1200.00,-1200.00,-9200.00,-10400.00",
            "noel,2000.00,2000.00,-3500.00,-1500.00", "tamati,0.00,0.00,1500.00,1500.00");
        Assert.Equal("savingsLocked", (await WithdrawAsync("noel", "2000")).Code);
        var jennifer = await WithdrawAsync("jennifer", "300");
        Assert.Equal(("agreementNeeded", "200.00 KMK", "100.00 KMK"), (jennifer.Code, (string?)jennifer.Json["facts"]!["available"], (string?)jennifer.Json["facts"]!["needed"]));

        await BookAsync(3, ("jennifer", -300), ("mark", 2000), ("noel", 1000), ("tamati", 500));
        Assert.Equal("totalled", (string?)(await EndAsync(3)).Json["status"]);
        await AssertStatementAsync(
            3,
            "jennifer,-100.00,-100.00,2700.00,2600.00", "mark,800.00,800.00,-10400.00,-9600.00",
            "noel,3000.00,3000.00,-1500.00,1500.00", "tamati,500.00,500.00,1500.00,2000.00");
        Assert.Equal(201, (await WithdrawAsync("noel", "1000")).Status);

        var months = await _pool.Town["member@pool/mark"].GetAsync("/v1/ledgers/pool-book/pool/members/mark/months");
        Assert.Equal(["-9600.00", "-10400.00", "-9200.00"], months.Json["items"]!.AsArray().Select(static month => (string?)month!["total"]));
        Assert.Equal(404, (await Clerk.GetAsync("/v1/ledgers/pool-book/pool/statements/4")).Status);
        var verified = await _pool.Town["coordinator@suro"].GetAsync("/v1/verify");
        Assert.Contains("\"differences\":0", verified.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_ends_once_in_order_and_takes_no_late_line()
    {
        await BookAsync(1, ("noel", 100));
        await BookAsync(2, ("noel", 50));
        await EndAsync(1);
        Assert.Equal((200, "totalled"), await StatusAsync(1));
        Assert.Equal("periodOutOfOrder", (await EndAsync(3)).Code);
        var late = await Clerk.PostAsync("/v1/ledgers/pool-book/pool/deposits", Caller.WithId(
            new { account = "noel", amount = "1", currency = "KMK", businessDate = $"{Last(1):yyyy-MM-dd}" }, Guid.CreateVersion7()));
        Assert.Equal("periodClosed", late.Code);
        Assert.Equal((200, "totalled"), await StatusAsync(2));
        await AssertStatementAsync(2, "jennifer,0.00,0.00,0.00,0.00", "mark,0.00,0.00,0.00,0.00", "noel,150.00,150.00,100.00,250.00", "tamati,0.00,0.00,0.00,0.00");
        Assert.Equal("periodOutOfOrder", (await EndAsync(4)).Code);
        Assert.Equal((200, "totalled"), await StatusAsync(3));
        Assert.Equal("periodNotEnded", (await EndAsync(4)).Code);
        Assert.Equal("notFound", (await EndAsync(0)).Code);
        Assert.Equal("fieldMalformed", (await Clerk.PostAsync("/v1/ledgers/pool-book/pool/months/2026-13/end", Caller.WithId(new { }, Guid.CreateVersion7()))).Code);
        Assert.Equal(403, (await _pool.Town["member@pool/noel"].PostAsync($"/v1/ledgers/pool-book/pool/months/{Last(3):yyyy-MM}/end", Caller.WithId(new { }, Guid.CreateVersion7()))).Status);
    }

    [Fact]
    public async Task Whoever_is_behind_the_plan_is_named()
    {
        await BookAsync(1, ("noel", 5000));
        var loan = (string)(await Clerk.MustAsync("/v1/ledgers/pool-book/pool/agreements", new { account = "mark", amount = "2000", repayment = "200" })).Json["id"]!;
        foreach (var member in (string[])["jennifer", "noel"])
        {
            await Clerk.MustAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}/votes", new { member, choice = "for" });
        }

        foreach (var member in (string[])["jennifer", "noel"])
        {
            await Clerk.MustAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}/signatures", new { member });
        }

        await Clerk.MustAsync("/v1/ledgers/pool-book/pool/withdrawals", new { account = "mark", amount = "2000", currency = "KMK", businessDate = $"{Last(1):yyyy-MM-dd}" });
        await EndAsync(1);
        Assert.Empty((await Clerk.GetAsync("/v1/ledgers/pool-book/pool/statements/1")).Json["overdue"]!.AsArray());
        await BookAsync(2, ("mark", 150));
        await EndAsync(2);
        var overdue = Assert.Single((await Clerk.GetAsync("/v1/ledgers/pool-book/pool/statements/2")).Json["overdue"]!.AsArray())!;
        Assert.Equal(("mark", loan, "-1800.00", "-1850.00", "50.00"), (
            (string?)overdue["account"], (string?)overdue["agreement"], (string?)overdue["standing"]!["expected"],
            (string?)overdue["standing"]!["actual"], (string?)overdue["standing"]!["behind"]));
        Assert.Contains("class=\"bad\">mark", (await Clerk.GetAsync("/v1/ledgers/pool-book/pool/statements/2?format=html")).Body, StringComparison.Ordinal);
        await BookAsync(3, ("mark", 250));
        await EndAsync(3);
        Assert.Empty((await Clerk.GetAsync("/v1/ledgers/pool-book/pool/statements/3")).Json["overdue"]!.AsArray());
        var shown = await Clerk.GetAsync($"/v1/ledgers/pool-book/pool/agreements/{loan}");
        Assert.Equal(("2", "0.00"), ($"{shown.Json["standing"]!["payments"]}", (string?)shown.Json["standing"]!["behind"]));
    }

    private async Task AssertStatementAsync(int month, params string[] lines)
    {
        var csv = await Clerk.GetAsync($"/v1/ledgers/pool-book/pool/statements/{month}?format=csv");
        var rows = csv.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([Columns, .. lines], rows[..5]);
        var html = (await Clerk.GetAsync($"/v1/ledgers/pool-book/pool/statements/{month}?format=html")).Body;
        Assert.All(Columns.Split(','), column => Assert.Contains($">{column}</th>", html, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.All(line.Split(','), cell => Assert.Contains($">{cell}</td>", html, StringComparison.Ordinal)));
        var view = (await Clerk.GetAsync($"/v1/ledgers/pool-book/pool/statements/{month}")).Json;
        foreach (var column in (string[])["balance", "added", "opening", "total"])
        {
            Assert.Equal(0m, view["lines"]!.AsArray().Sum(line => decimal.Parse((string)line![column]!, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Movements as the document has them: they happened, whatever the rules would say.</summary>
    private async Task BookAsync(int month, params (string Account, int Units)[] movements)
    {
        foreach (var (account, units) in movements)
        {
            var (payer, payee) = units > 0 ? ("bank", account) : (account, "bank");
            await Clerk.MustAsync("/v1/ledgers/pool-book/transfers", new
            {
                payer,
                payee,
                amount = $"{Math.Abs(units)}",
                currency = "KMK",
                purpose = "currency",
                businessDate = $"{Last(month):yyyy-MM-dd}",
                forcedReason = "document 001",
            });
        }
    }

    private Task<Said> EndAsync(int month) => Clerk.PostAsync(
        $"/v1/ledgers/pool-book/pool/months/{Last(month):yyyy-MM}/end", Caller.WithId(new { }, Guid.CreateVersion7()));

    private async Task<(int Status, string? Word)> StatusAsync(int month)
    {
        var said = await EndAsync(month);
        return (said.Status, (string?)said.Json["status"]);
    }

    private Task<Said> WithdrawAsync(string account, string amount) => Clerk.PostAsync(
        "/v1/ledgers/pool-book/pool/withdrawals", Caller.WithId(new { account, amount, currency = "KMK" }, Guid.CreateVersion7()));

    private DateOnly Last(int month) => _first.AddMonths(month).AddDays(-1);

    private static DateOnly FirstOfThisMonth()
    {
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"));
        return new DateOnly(today.Year, today.Month, 1);
    }
}
