using Regional.TestKit.Processes;

namespace Regional.EndToEnd.Tests;

/// <summary>Imports through real processes: what a power cut, a second run and a second database do to them.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private Database _database = null!;
    private Silo _silo = null!;
    private SmallRegion _region = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.CreateAsync();
        _silo = await Silo.StartAsync(_database.ConnectionString);
        _region = await SmallRegion.CreateAsync(_silo, _database, _folder);
        await _region.ImportMembersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_imported_twice_adds_nothing()
    {
        var file = _region.WriteTransfers(count: 500);
        var first = (await _region.ImportTransfersAsync(file)).Done();
        var balances = await _database.BalancesAsync();
        var entries = await EntriesAsync();

        var second = (await _region.ImportTransfersAsync(file)).Done();

        Assert.Equal(500, first.Json.GetProperty("posted").GetInt64());
        Assert.Equal(0, second.Json.GetProperty("posted").GetInt64());
        Assert.Equal(500, second.Json.GetProperty("replayed").GetInt64());
        Assert.Equal(balances, await _database.BalancesAsync());
        Assert.Equal(entries, await EntriesAsync());
        await VerifyAsync();
    }

    [Fact]
    public async Task A_silo_killed_in_the_middle_of_an_import_loses_nothing_and_does_nothing_twice()
    {
        const int Lines = 6000;
        var file = _region.WriteTransfers(Lines);
        var before = await EntriesAsync();
        var import = _region.ImportTransfersAsync(file);
        await WaitForTransfersAsync(before + (Lines / 6));

        await _silo.KillAsync();
        var atTheKill = await EntriesAsync() - before;
        await using var again = await Silo.StartAsync(_database.ConnectionString, _silo.Url);
        var result = await import;
        if (result.ExitCode != 0)
        {
            // The import may give the silo up before it is back: whoever runs it then starts it again.
            result = (await _region.ImportTransfersAsync(file)).Done();
        }

        // A trade is one transfer in each of three ledgers; every tenth line is one.
        Assert.InRange(atTheKill, 1, (Lines * 12 / 10) - 1);
        Assert.Equal(Lines, result.Json.GetProperty("lines").GetInt64());
        Assert.Equal(0, result.Json.GetProperty("rejected").GetInt64());
        Assert.Equal(Lines * 12 / 10, await EntriesAsync() - before);
        await VerifyAsync();

        var second = (await _region.ImportTransfersAsync(file)).Done();
        Assert.Equal(0, second.Json.GetProperty("posted").GetInt64());
        Assert.Equal(Lines, second.Json.GetProperty("replayed").GetInt64());
    }

    [Fact]
    public async Task A_ledger_exported_and_imported_into_another_database_has_the_same_balances()
    {
        (await _region.ImportTransfersAsync(_region.WriteTransfers(count: 600))).Done();
        await _region.Mendasar.DoAsync("export", "--ledger", "mendasar", "--to", _folder.File("export"));
        using var otherFolder = new ScratchFolder();
        await using var otherDatabase = await Database.CreateAsync();
        await using var otherSilo = await Silo.StartAsync(otherDatabase.ConnectionString);
        var other = await SmallRegion.CreateAsync(otherSilo, otherDatabase, otherFolder);

        await other.Mendasar.DoAsync("import", "accounts", _folder.File("export/accounts.csv"), "--ledger", "mendasar");
        await other.Mendasar.DoAsync(
            "import", "transfers", _folder.File("export/transfers.csv"), "--ledger", "mendasar", "--history", "moved");

        const string Members = "l.code = 'mendasar' and a.role = 1";
        var balances = await _database.BalancesAsync(Members);
        Assert.Equal(SmallRegion.MemberCount, balances.Count);
        Assert.Equal(balances, await otherDatabase.BalancesAsync(Members));
        await other.Coordinator.DoAsync("verify", "--db", otherDatabase.ConnectionString);
    }

    private Task<long> EntriesAsync() => _database.CountAsync("select count(*) from transfers");

    private async Task WaitForTransfersAsync(long count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await EntriesAsync() < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), timeout.Token);
        }
    }

    private async Task VerifyAsync()
    {
        await _region.Coordinator.DoAsync("verify", "--db", _database.ConnectionString);
        await _region.Coordinator.DoAsync("proof", "--region", "bekatigade");
    }
}
