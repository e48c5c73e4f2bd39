using System.Globalization;
using System.Text.Json;
using Regional.TestKit.Processes;

namespace Regional.EndToEnd.Tests;

/// <summary>A pool beside its own spreadsheet: document 001's three months through real processes, and slips in them.</summary>
public sealed class ParallelTests : IAsyncLifetime
{
    private const string Header =
        "Name,Savings or loan balance at month end,Points (reciprocity) added at month end,Points balance from last month,Total points at month end";

    // 001's three tables: balance, points added, points from last month, total.
    private static readonly string[][] Months =
    [
        ["Jennifer,$ 500,500,2000,2500", "Mark,$ -3200,-3200,-6000,-9200", "Noel,$ 1000,1000,-4500,-3500", "Tamati,$ -500,-500,2000,1500"],
        ["Jennifer,$ 200,200,2500,2700", "Mark,$ -1200,-1200,-9200,-10400", "Noel,$ 2000,2000,-3500,-1500", "Tamati,$ 0,0,1500,1500"],
        ["Jennifer,$ -100,-100,2700,2600", "Mark,$ 800,800,-10400,-9600", "Noel,$ 3000,3000,-1500,1500", "Tamati,$ 500,500,1500,2000"],
    ];

    private readonly ScratchFolder _folder = new();
    private Database _database = null!;
    private Silo _silo = null!;
    private Cli _pool = null!;
    private SmallRegion _region = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.CreateAsync();
        _silo = await Silo.StartAsync(_database.ConnectionString);
        _region = await SmallRegion.CreateAsync(_silo, _database, _folder);
        await _region.Coordinator.DoAsync("community", "create", "pool", "--region", "bekatigade", "--name", "Pool");
        await _region.Coordinator.DoAsync(
            "ledger", "create", "pool", "--community", "pool", "--currency", "NZD", "--scale", "2", "--scheme", "savings-pool");
        var token = await _region.Coordinator.DoAsync(
            "token", "issue", "--role", "administrator", "--json", "--actor", "administrator:pool", "--community", "pool");
        _pool = _region.Coordinator.With(token.Json.GetProperty("token").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_documents_three_months_differ_in_no_cell_and_a_month_run_again_adds_nothing()
    {
        for (var month = 0; month < Months.Length; month++)
        {
            Assert.Empty(Differences((await RunAsync(month, Months[month])).Done(), cells: 16));
        }

        var transfers = await _database.CountAsync("select count(*) from transfers");
        Assert.Empty(Differences((await RunAsync(2, Months[2])).Done(), cells: 16));

        Assert.Equal(transfers, await _database.CountAsync("select count(*) from transfers"));
        Assert.Equal(0, await _database.CountAsync("select coalesce(sum(points), 0)::bigint from pool_points"));
        await _region.Coordinator.DoAsync("verify", "--db", _database.ConnectionString);
    }

    [Fact]
    public async Task Every_cell_that_differs_is_listed_with_both_figures_and_so_is_a_member_whom_the_spreadsheet_forgot()
    {
        Assert.Empty(Differences((await RunAsync(0, Months[0])).Done(), cells: 16));

        var found = await RunAsync(
            1, ["Jennifer,$ 200,200,2500,2700", "Mark,$ -1200,-1200,-9300,-10400", "Noel,$ 2000,2000,-3500,-1400"]);

        Assert.Equal(4, found.ExitCode);
        Assert.Equal(
            [
                "Mark: Points balance from last month: -9300.00, -9200.00",
                "Noel: Total points at month end: -1400.00, -1500.00",
                "Tamati: Name: none, Tamati",
            ],
            Differences(found, cells: 12));
    }

    private Task<CliResult> RunAsync(int month, string[] rows)
    {
        var file = _folder.Write($"month{month}-{rows.Length}.csv", string.Join('\n', rows.Prepend(Header)) + "\n");
        var name = DateTime.UtcNow.AddMonths(month - 4).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return _pool.RunAsync("parallel", file, "--ledger", "pool", "--month", name, "--book", "--json");
    }

    private static string[] Differences(CliResult result, int cells)
    {
        Assert.Equal(cells, result.Json.GetProperty("cells").GetInt32());
        return
        [
            .. result.Json.GetProperty("differences").EnumerateArray().Select(static cell =>
                $"{Text(cell, "name")}: {Text(cell, "column")}: {Text(cell, "spreadsheet")}, {Text(cell, "regional")}"),
        ];
    }

    private static string Text(JsonElement cell, string name) =>
        cell.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "none";
}
