using System.Globalization;
using System.Text.Json;
using Regional.TestKit.Processes;

namespace Regional.EndToEnd.Tests;

/// <summary>A teller's day on paper, keyed in bulk through real processes, broken off and keyed again.</summary>
public sealed class PaperDayTests : IAsyncLifetime
{
    private const string Header = "line,kind,account,name,payee,amount,notes,for,evidence";

    private static readonly string Today = DateTime.UtcNow.AddHours(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private readonly ScratchFolder _folder = new();
    private Database _database = null!;
    private Silo _silo = null!;
    private Cli _union = null!;
    private SmallRegion _region = null!;
    private string _till = "";

    public async ValueTask InitializeAsync()
    {
        _database = await Database.CreateAsync();
        _silo = await Silo.StartAsync(_database.ConnectionString);
        _region = await SmallRegion.CreateAsync(_silo, _database, _folder);
        _union = _region.Subur;
        await _union.DoAsync("ledger", "create", "kupon", "--community", "subur", "--currency", "IDR", "--scale", "0", "--scheme", "coupons");
        foreach (var (code, name) in new[] { ("s1", "Ibu Sri"), ("s2", "Pak Darmo") })
        {
            await _union.DoAsync("member", "add", code, "--community", "subur", "--name", name);
            await _union.DoAsync("account", "open", $"kupon/{code}", "--member", code);
        }

        await _union.DoAsync("coupon", "series", "SUB-A", "--name", "Kupon Subur", "--issued", Today, "--ledger", "kupon");
        await _union.DoAsync("coupon", "print", "SUB-A", "1-20", "--value", "50000", "--ledger", "kupon");
        _till = (await _union.DoAsync("coupon", "till-open", "--notes", "SUB-A 1-20", "--ledger", "kupon", "--json"))
            .Json.GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_day_with_a_bad_line_posts_nothing_and_mended_is_posted_once_however_often_it_is_keyed()
    {
        string[] day =
        [
            "1,withdraw,s1,Ibu Sri,,100000,SUB-A 1-2,,signed", "2,deposit,,pak darmo,,50000,SUB-A 1,,signed",
            "3,payment,s2,,s1,20000,,,", "4,deposit,s1,Pak Darmo,,50000,SUB-A 2,,signed", "5,withdraw,s1,,,50000,SUB-A 1-2,,signed",
        ];
        var bad = await KeyAsync(day);
        Assert.Equal(1, bad.ExitCode);
        Assert.Equal(["1 ready", "2 ready", "3 ready", "4 nameDiffers", "5 withdrawalTooLarge"], Lines(bad));
        Assert.Equal(0, await _database.CountAsync("select count(*) from transfers"));

        day[3] = "4,deposit,s2,Pak Darmo,,50000,SUB-A 2,,signed";
        day[4] = "5,withdraw,s2,,,50000,SUB-A 1,,signed";
        var checkedOnly = (await KeyAsync(day, "--check")).Done();
        Assert.Equal(["1 ready", "2 ready", "3 ready", "4 ready", "5 ready"], Lines(checkedOnly));
        Assert.Equal(0, await _database.CountAsync("select count(*) from transfers"));

        Assert.Equal(["1 posted", "2 posted", "3 posted"], Lines((await KeyAsync(day[..3])).Done()));
        var all = (await KeyAsync(day)).Done();
        Assert.Equal(["1 inBooks", "2 inBooks", "3 inBooks", "4 posted", "5 posted"], Lines(all));
        Assert.Equal(
            "withdraw 150000 in 2, deposit 100000 in 2, payment 20000 in 1",
            string.Join(", ", all.Json.GetProperty("totals").EnumerateArray().Select(static total =>
                $"{total.GetProperty("kind").GetString()} {total.GetProperty("amount").GetString()} in {total.GetProperty("lines").GetInt32()}")));
        var transfers = await _database.CountAsync("select count(*) from transfers");
        Assert.Equal(5, Lines((await KeyAsync(day)).Done()).Count(static line => line.EndsWith("inBooks", StringComparison.Ordinal)));
        Assert.Equal(transfers, await _database.CountAsync("select count(*) from transfers"));
        day[0] = "1,withdraw,s1,Ibu Sri,,50000,SUB-A 3,,signed";
        Assert.Equal("1 idReused", Lines(await KeyAsync(day))[0]);
        Assert.Equal(2, (await KeyAsync([])).ExitCode);
    }

    [Fact]
    public async Task A_ledger_kept_by_hand_is_compared_line_by_line_with_what_was_keyed()
    {
        (await KeyAsync([
            "1,withdraw,s1,,,100000,SUB-A 1-2,,signed", "2,deposit,s2,,,50000,SUB-A 1,,signed", "3,payment,s2,,s1,20000,,,",
        ])).Done();
        const string Form = "No.,Tanggal,Nama,No. Rekening,Kupon Masuk (Setoran),Kupon Keluar (Kredit),Jasa Adm. 5%,Dana Komunitas Masuk 2%,Pembayaran Masuk,Pembayaran Keluar";
        string[] hand =
        [
            $"1,{Today},Ibu Sri,s1,,100.000,5.000,2.000,,", $"2,{Today},Pak Darmo,s2,50.000,,,,,",
            $"3,{Today},Pak Darmo,s2,,,,,,20.000", $",{Today},Ibu Sri,s1,,,,,20.000,",
        ];
        Assert.Empty((await CompareAsync("transactions", hand.Prepend(Form))).Done().Json.GetProperty("differences").EnumerateArray());

        hand[0] = hand[0].Replace("5.000", "500", StringComparison.Ordinal);
        var slips = await CompareAsync("transactions", hand[..3].Prepend(Form));
        Assert.Equal(4, slips.ExitCode);
        Assert.Equal(
            ["Admin. Fee 5%: 500, 5000", "line: none, Ibu Sri 20000"],
            slips.Json.GetProperty("differences").EnumerateArray().Select(static cell =>
                $"{Text(cell, "column")}: {Text(cell, "byHand") ?? "none"}, {Text(cell, "regional")}"));

        string[] account = ["Date,In,Out,Fees: Admin.,Fees: Community Fund,Payment In,Balance", $"{Today},,100000,5000,2000,,-107000", $"{Today},,,,,20000,-87000"];
        (await CompareAsync("accounts/s1", account)).Done();
        (await CompareAsync("balances", ["Account #,Balance", "s1,-87000", "s2,30000"])).Done();
        (await CompareAsync("administration", ["Tanggal,Masuk,Saldo", $"{Today},5000,5000"])).Done();
        Assert.Equal(2, (await CompareAsync("journal", ["Date"])).ExitCode);
    }

    [Fact]
    public async Task Indicators_are_entered_and_shown_from_the_command_line()
    {
        foreach (var (month, accounts) in new[] { ("2025-10", "100"), ("2025-11", "104") })
        {
            await _union.DoAsync(
                "coupon", "indicators", month, "--figure", $"accounts={accounts}", "--figure", "savings=900000", "--ledger", "kupon");
        }

        var wrong = await _union.RunAsync("coupon", "indicators", "2025-12", "--figure", "accounts=x", "--ledger", "kupon", "--json");
        Assert.Equal((1, "fieldMalformed"), (wrong.ExitCode, Text(wrong.Json, "code")));
        var baseline = await _union.DoAsync(
            "coupon", "report", "baseline", "--from", "2025-01-01", "--to", Today, "--ledger", "kupon", "--json", "--lang", "id");
        Assert.Equal(
            ["Rekening rupiah", "2", "102.00", "4", ""],
            baseline.Json.GetProperty("rows")[0].EnumerateArray().Select(static cell => cell.GetString()));
        await _region.Coordinator.DoAsync("verify", "--db", _database.ConnectionString);
    }

    private Task<CliResult> CompareAsync(string report, IEnumerable<string> lines) => _union.RunAsync(
        "parallel", _folder.Write("hand.csv", string.Join('\n', lines) + "\n"), "--ledger", "kupon", "--month", Today[..7],
        "--report", report, "--json");

    private Task<CliResult> KeyAsync(string[] lines, params string[] more) => _union.RunAsync(
        [
            "coupon", "key-day", _folder.Write("day.csv", string.Join('\n', lines.Prepend(Header)) + "\n"), "--ledger", "kupon",
            "--till", _till, "--date", Today, "--json", .. more,
        ]);

    private static string[] Lines(CliResult result) =>
    [
        .. result.Json.GetProperty("lines").EnumerateArray().Select(static line =>
            $"{line.GetProperty("no").GetInt64()} {(Text(line, "code") is { } code ? code : Text(line, "status"))}"),
    ];

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
