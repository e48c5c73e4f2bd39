using System.Diagnostics;
using Npgsql;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Report;
using Regional.Benchmarks.Suites;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Validity;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Growth;

/// <summary>
/// What becomes of the figures as a region grows: accounts, transfers already in the journal, communities, a long
/// statement, the start of a silo. Databases are made once and kept, so that a second run is short.
/// </summary>
internal static class GrowthSuite
{
    private const int CallerCount = 2_000;
    private const int StatementEntryCount = 1_000_000;

    /// <summary>Accounts of one community, and transfers the journal holds before.</summary>
    private static readonly (string Name, TownSize Size, long Transfers)[] Towns =
    [
        ("growth_1e3", new TownSize(1_000, 2, 10), 0),
        ("growth_1e4", new TownSize(10_000, 2, 10), 0),
        ("growth_1e5", new TownSize(100_000, 2, 10), 1_000_000),
        ("growth_1e6", new TownSize(1_000_000, 2, 10), 10_000_000),
        ("growth_1_community", new TownSize(10, 1, 10_000), 0),
        ("growth_30_communities", new TownSize(10, 30, 333), 0),
        ("growth_300_communities", new TownSize(10, 300, 33), 0),
    ];

    // A server writes each page whole the first time after a checkpoint: most of them within this time, which would be the
    // first of fifteen minutes. Then rounds follow each other.
    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchOptions options, Figures figures, TextWriter output)
    {
        var length = options.Length ?? TimeSpan.FromSeconds(10);
        foreach (var (name, size, transfers) in Towns.Where(one => options.Wants(one.Name)))
        {
            var connectionString = Databases.Of(options.Server, name);
            await EnsureAsync(options.Server, name, size, transfers, output);
            await using var source = Databases.Open(options.Server, name);
            await WarmAsync(source);
            var town = await TownReader.ReadAsync(source);
            await using var silo = await OwnSilo.StartAsync(connectionString);
            // A silo that has served for a while has everybody awake: each account takes part every few minutes at this rate.
            var waking = Stopwatch.GetTimestamp();
            await Waking.WakeAsync(silo, town.Quarters.SelectMany(static quarter => quarter.Members));
            output.WriteLine($"{name}: every account awake in {Stopwatch.GetElapsedTime(waking).TotalSeconds:0} s");
            var sender = new GrainSender(silo.Grains, town);
            var loop = new ClosedLoop(town, await CpuMeter.ForAsync(source));
            var workload = name.Contains("communit", StringComparison.Ordinal)
                ? Workload.Trades(size.QuarterCount > 1 ? 50 : 0)
                : Workload.Uniform;
            for (var round = 0; round < (options.Rounds ?? 2); round++)
            {
                var audit = new JournalAudit(source, JournalShape.Product);
                await audit.BeginAsync();
                var run = await loop.RunAsync(name, workload, CallerCount, _ => sender, round == 0 ? FirstWarmUp : WarmUp, length);
                var wrong = await audit.CheckAsync(run.Acknowledged);
                output.WriteLine(RunLine.Of(run));
                if (wrong.Count > 0)
                {
                    figures.Add("invalid_runs", wrong.Count);
                    output.WriteLine($"  not valid: {string.Join("; ", wrong.Take(3))}");
                    continue;
                }

                figures.Add($"{name}_per_second", run.Rate);
                figures.Add($"{name}_p99_ms", run.Latency.Quantile(0.99).TotalMilliseconds);
            }
        }

        if (figures.Median("growth_1e6_per_second") is { } many && figures.Median("growth_1e4_per_second") is { } few)
        {
            figures.Add("growth_throughput_share", many / few);
        }

        foreach (var name in ((string[])["growth_1e4", "growth_1e6"]).Where(one => options.Wants($"{one}_procedures")))
        {
            await ProcedureGrowth.RunAsync(name, options, figures, FirstWarmUp, length, output);
        }

        if (options.Wants("statement") && await Databases.ExistsAsync(options.Server, "growth_1e6"))
        {
            await MeasureStatementAsync(options.Server, figures);
        }
    }

    // A server that has just started reads each page from the disk when a payment first needs it. One that has served for
    // a day has what payments touch in memory: the accounts, and the indexes in which their entries fall here and there.
    private static async Task WarmAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            create extension if not exists pg_prewarm;
            select sum(pg_prewarm(name::regclass)) from unnest(array[
                'operations_pkey', 'transfers_credit', 'transfers_debit', 'accounts', 'accounts_pkey']) as name
            """);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task EnsureAsync(string server, string name, TownSize size, long transfers, TextWriter output)
    {
        if (await Databases.ExistsAsync(server, name))
        {
            return;
        }

        var began = Stopwatch.GetTimestamp();
        // Under another name until it is whole: an interrupted run leaves no half a town behind.
        await Databases.RecreateAsync(server, "growth_making");
        var town = await Bench.MakeTownAsync(Databases.Of(server, "growth_making"), size);
        await using (var source = Databases.Open(server, "growth_making"))
        {
            await JournalFiller.FillAsync(source, town, transfers, size.MainCount >= 1_000_000 ? StatementEntryCount : 0);
        }

        await Databases.RenameAsync(server, "growth_making", name);
        output.WriteLine($"made {name}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
    }

    // The first page is what a person waits for; oldest and newest first are different ends of the index.
    private static async Task MeasureStatementAsync(string server, Figures figures)
    {
        await using var source = Databases.Open(server, "growth_1e6");
        var town = await TownReader.ReadAsync(source);
        await using var silo = await OwnSilo.StartAsync(Databases.Of(server, "growth_1e6"));
        using var http = new HttpClient { BaseAddress = silo.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", town.Main.Code);
        foreach (var order in (string[])["newest", "oldest"])
        {
            for (var round = 0; round < 12; round++)
            {
                var began = Stopwatch.GetTimestamp();
                using var response = await http.GetAsync(
                    new Uri($"/v1/ledgers/{town.Main.Code}/accounts/m0/statement?order={order}&limit=100", UriKind.Relative));
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                if (round >= 2)
                {
                    figures.Add($"statement_first_page_{order}_ms", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }
        }
    }
}
