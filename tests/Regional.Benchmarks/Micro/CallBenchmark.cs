using BenchmarkDotNet.Attributes;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Suites;
using Regional.Benchmarks.Towns;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;

namespace Regional.Benchmarks.Micro;

/// <summary>A call of a grain that is awake, answered from memory: the runtime's own share of a payment.</summary>
public class CallBenchmark
{
    private OwnSilo _silo = null!;
    private IAccountGrain _grain = null!;
    private AccountId _account;

    // The in-process toolchain does not wait for an asynchronous set-up.
    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Stop() => _silo.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public Task<AccountState?> Grain_call() => _grain.FiguresAsync(_account).AsTask();

    private async Task StartAsync()
    {
        var server = Environment.GetEnvironmentVariable("REGIONAL_BENCH_DB")!;
        await Databases.RecreateAsync(server, "micro");
        var connectionString = Databases.Of(server, "micro");
        var town = await Bench.MakeTownAsync(connectionString, new TownSize(10, 2, 10));
        _silo = await OwnSilo.StartAsync(connectionString);
        _account = new AccountId(town.Main.Members[0]);
        _grain = _silo.Grains.GetGrain<IAccountGrain>(_account.ToString());
        await _grain.FiguresAsync(_account);
    }
}
