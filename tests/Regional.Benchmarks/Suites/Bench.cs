using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Regional.Benchmarks.Baseline;
using Regional.Benchmarks.Ceiling;
using Regional.Benchmarks.Http;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Report;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Validity;
using Regional.Benchmarks.Workloads;
using Regional.Contracts.Directory;
using Regional.Storage.Directory;
using Regional.Storage.Journal;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Benchmarks.Suites;

/// <summary>
/// One town in three databases of one server: the product's, the stored procedures', the bare writer's. Every run is
/// audited; one that fails is said and counted, and its figure does not count.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly NpgsqlDataSource _ours;
    private readonly NpgsqlDataSource _bareSource;
    private readonly OwnSilo _silo;
    private readonly BatchMeter _batches = new();
    private readonly JournalAudit _oursAudit, _baselineAudit, _bareAudit;
    private readonly MemoryAudit _memoryAudit;
    private readonly BareWriter _bare;
    private readonly BaselineDatabase _baseline;
    private readonly TextWriter _output;
    private readonly long _began = Stopwatch.GetTimestamp();

    private Bench(
        NpgsqlDataSource ours, NpgsqlDataSource bare, BaselineDatabase baseline, OwnSilo silo, CpuMeter cpu, Town town,
        Figures figures, TextWriter output)
    {
        (_ours, _bareSource, _baseline, _silo, Cpu, Town) = (ours, bare, baseline, silo, cpu, town);
        (Figures, _output) = (figures, output);
        Sender = new GrainSender(silo.Grains, town);
        _oursAudit = new JournalAudit(ours, JournalShape.Product);
        _baselineAudit = new JournalAudit(baseline.Source, JournalShape.Baseline);
        _bareAudit = new JournalAudit(bare, JournalShape.Product);
        _memoryAudit = new MemoryAudit(
            silo.Grains, Sender, silo.Services.GetRequiredService<ILedgerDirectory>(), town);
        _bare = new BareWriter(bare, town, cpu);
    }

    public Town Town { get; }

    public CpuMeter Cpu { get; }

    public Figures Figures { get; }

    public GrainSender Sender { get; }

    /// <summary>Runs that were not valid.</summary>
    public int InvalidCount { get; private set; }

    /// <summary>Makes databases, town and silo, and wakes every member's grain.</summary>
    public static async Task<Bench> CreateAsync(string server, TownSize size, Figures figures, TextWriter output)
    {
        await LogSegments.MakeAsync(server);
        foreach (var name in (string[])["bench_ours", "bench_bare", "bench_baseline"])
        {
            await Databases.RecreateAsync(server, name);
        }

        var town = await MakeTownAsync(Databases.Of(server, "bench_ours"), size);
        await Databases.CopyAsync(server, "bench_ours", "bench_bare");
        var ours = Databases.Open(server, "bench_ours");
        var baseline = await BaselineDatabase.CreateAsync(Databases.Open(server, "bench_baseline"), ours, town);
        var silo = await OwnSilo.StartAsync(Databases.Of(server, "bench_ours"));
        var bench = new Bench(
            ours, Databases.Open(server, "bench_bare"), baseline, silo, await CpuMeter.ForAsync(ours), town, figures, output);
        await bench._memoryAudit.CheckAsync();
        return bench;
    }

    /// <summary>Makes a town in an empty database.</summary>
    public static async Task<Town> MakeTownAsync(string connectionString, TownSize size)
    {
        await using var database = new RegionalDatabase(new() { ConnectionString = connectionString });
        await database.PrepareAsync(CancellationToken.None);
        var journal = new PostgresJournalStore(
            database, new CommandExecutor(database), NullLogger<PostgresJournalStore>.Instance);
        // A million accounts take longer than the product lets a statement take.
        await using var source = NpgsqlDataSource.Create(connectionString);
        return await new TownBuilder(source, journal, new LedgerDirectory(database)).BuildAsync(size);
    }

    public Task<Run> OursAsync(Workload workload, int callers, TimeSpan warmUp, TimeSpan length) => CheckAsync(
        new ClosedLoop(Town, Cpu, _batches).RunAsync("ours", workload, callers, _ => Sender, warmUp, length));

    public Task<Run> OursOpenAsync(Workload workload, double rate, TimeSpan warmUp, TimeSpan length) => CheckAsync(
        new OpenLoop(Town, Sender, Cpu, _batches).RunAsync("ours-open", workload, rate, warmUp, length));

    public Task<Run> HttpAsync(Workload workload, int callers, double rate, TimeSpan warmUp, TimeSpan length) => CheckAsync(
        ClientProcess.RunAsync(
            callers > 0 ? "http" : "http-open",
            new ClientWork(_silo.Address, workload.Name, callers, rate, warmUp, length, Town),
            Cpu,
            _batches));

    public async Task<Run> BaselineAsync(Workload workload, int callers, TimeSpan warmUp, TimeSpan length)
    {
        await _baseline.OpenAsync(callers);
        var run = await new ClosedLoop(Town, Cpu).RunAsync(
            "baseline", workload, callers, _baseline.Sender, warmUp, length);
        return Say(run, await _baselineAudit.CheckAsync(run.Acknowledged));
    }

    public async Task<Run> BareAsync(Workload workload, int batchSize, TimeSpan warmUp, TimeSpan length)
    {
        var run = await _bare.RunAsync(workload, batchSize, warmUp, length);
        return Say(run, await _bareAudit.CheckAsync(run.Acknowledged));
    }

    /// <summary>A run of the journal store on the bare writer's database.</summary>
    public async Task<Run> StoreAsync(Func<Task<Run>> running)
    {
        var run = await running();
        return Say(run, await _bareAudit.CheckAsync(run.Acknowledged));
    }

    public void Note(string text) => _output.WriteLine(text);

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _baseline.DisposeAsync();
        await _ours.DisposeAsync();
        await _bareSource.DisposeAsync();
        _batches.Dispose();
    }

    private async Task<Run> CheckAsync(Task<Run> running)
    {
        var run = await running;
        return Say(run, [.. await _oursAudit.CheckAsync(run.Acknowledged), .. await _memoryAudit.CheckAsync()]);
    }

    private Run Say(Run run, IReadOnlyList<string> wrong)
    {
        _output.WriteLine($"{Stopwatch.GetElapsedTime(_began).TotalSeconds,5:0} s  {RunLine.Of(run)}");
        if (wrong.Count > 0)
        {
            InvalidCount++;
            _output.WriteLine($"  not valid, {wrong.Count} findings, the first: {string.Join("; ", wrong.Take(3))}");
        }

        run.IsValid = wrong.Count == 0;
        return run;
    }
}
