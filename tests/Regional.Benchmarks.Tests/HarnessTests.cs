using Npgsql;
using Regional.Benchmarks.Baseline;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Suites;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Validity;
using Regional.Benchmarks.Workloads;
using Regional.TestKit;

namespace Regional.Benchmarks.Tests;

/// <summary>The benchmark measures what it says: the same orders do the same everywhere, and an audit can fail. No time is asserted.</summary>
public sealed class HarnessTests : IAsyncLifetime
{
    private const int OrderCount = 40;

    private string _ours = "";
    private string _baseline = "";
    private NpgsqlDataSource _source = null!;
    private BaselineDatabase _procedures = null!;
    private Town _town = null!;
    private OwnSilo _silo = null!;
    private string _server = "";

    public async ValueTask InitializeAsync()
    {
        _server = (await PostgresServer.SharedAsync()).ConnectionString;
        (_ours, _baseline) = (NewName(), NewName());
        await Databases.RecreateAsync(_server, _ours);
        await Databases.RecreateAsync(_server, _baseline);
        _town = await Bench.MakeTownAsync(Databases.Of(_server, _ours), new TownSize(20, 3, 5));
        _source = Databases.Open(_server, _ours);
        _procedures = await BaselineDatabase.CreateAsync(Databases.Open(_server, _baseline), _source, _town);
        await _procedures.OpenAsync(1);
        _silo = await OwnSilo.StartAsync(Databases.Of(_server, _ours));
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _procedures.DisposeAsync();
        await _source.DisposeAsync();
        await Databases.DropAsync(_server, _ours);
        await Databases.DropAsync(_server, _baseline);
    }

    public static TheoryData<string> Workloads => [.. Workload.All.Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Product_and_procedures_leave_the_same_balances_and_the_audits_find_nothing(string name)
    {
        var (workload, draw) = (Workload.Find(name), new Draw(7));
        var orders = Enumerable.Range(0, OrderCount).Select(_ => workload.Next(draw, _town)).ToArray();
        var sender = new GrainSender(_silo.Grains, _town);

        Assert.All(await SendAsync(sender, orders), static answer => Assert.Equal(Answered.Posted, answer));
        Assert.All(await SendAsync(_procedures.Sender(0), orders), static answer => Assert.Equal(Answered.Posted, answer));

        Assert.Empty(await new JournalAudit(_source, JournalShape.Product).CheckAsync([Told(orders)]));
        Assert.Empty(await new JournalAudit(_procedures.Source, JournalShape.Baseline).CheckAsync([Told(orders)]));
        Assert.Equal(await BalancesAsync(_source), await BalancesAsync(_procedures.Source));
    }

    [Fact]
    public async Task An_acknowledged_id_that_the_journal_does_not_have_makes_a_run_invalid()
    {
        var told = Told([]);
        told.Add(Guid.CreateVersion7(), transfers: 1);

        Assert.Single(await new JournalAudit(_source, JournalShape.Product).CheckAsync([told]));
        Assert.Single(await new JournalAudit(_procedures.Source, JournalShape.Baseline).CheckAsync([told]));
    }

    [Fact]
    public async Task A_ledger_that_does_not_sum_to_zero_makes_a_run_invalid()
    {
        await ExecuteAsync($"update accounts set credits_posted = credits_posted + 1 where id = {_town.Main.Members[0]}");

        Assert.NotEmpty(await new JournalAudit(_source, JournalShape.Product).CheckAsync([Told([])]));
    }

    [Fact]
    public async Task Memory_that_differs_from_the_database_makes_a_run_invalid()
    {
        var sender = new GrainSender(_silo.Grains, _town);
        var audit = new MemoryAudit(
            _silo.Grains, sender, (Contracts.Directory.ILedgerDirectory)_silo.Services.GetService(
                typeof(Contracts.Directory.ILedgerDirectory))!, _town);
        Assert.Empty(await audit.CheckAsync());

        await ExecuteAsync($"update accounts set floor = -1 where id = {_town.Main.Members[0]}");

        Assert.Single(await audit.CheckAsync());
    }

    [Fact]
    public async Task The_bare_writer_fills_a_journal_that_passes_the_audit()
    {
        var writer = new Ceiling.BareWriter(_source, _town, new CpuMeter(Environment.ProcessId));

        var run = await writer.RunAsync(Workload.Trades(50), batchSize: 16, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));

        Assert.True(run.Posted > 0);
        Assert.Empty(await new JournalAudit(_source, JournalShape.Product).CheckAsync(run.Acknowledged));
    }

    private static async Task<List<Answered>> SendAsync(ISender sender, Order[] orders)
    {
        var answers = new List<Answered>();
        foreach (var order in orders)
        {
            answers.Add(await sender.SendAsync(order));
        }

        return answers;
    }

    private static Acknowledged Told(Order[] orders)
    {
        var told = new Acknowledged();
        foreach (var order in orders)
        {
            told.Add(order);
        }

        return told;
    }

    private static async Task<List<string>> BalancesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select id || ' ' || (credits_posted - debits_posted) || ' ' || entries from accounts order by id");
        await using var row = await command.ExecuteReaderAsync();
        var balances = new List<string>();
        while (await row.ReadAsync())
        {
            balances.Add(row.GetString(0));
        }

        return balances;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string NewName() => $"bench_{Guid.NewGuid():N}"[..24];
}
