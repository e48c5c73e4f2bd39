using Npgsql;
using Regional.Benchmarks.Baseline;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Report;
using Regional.Benchmarks.Suites;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Validity;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Growth;

/// <summary>The stored procedures on as many accounts and transfers as the product: they suffer from size too.</summary>
internal static class ProcedureGrowth
{
    // The best of the sweep on 10,000 accounts.
    private const int CallerCount = 48;

    /// <summary>Runs them on a copy of the product's town, made once and kept, and adds how many times as fast the product is.</summary>
    public static async Task RunAsync(
        string name, BenchOptions options, Figures figures, TimeSpan warmUp, TimeSpan length, TextWriter output)
    {
        var copy = $"{name}_procedures";
        await using var ours = Databases.Open(options.Server, name);
        var town = await TownReader.ReadAsync(ours);
        if (!await Databases.ExistsAsync(options.Server, copy))
        {
            await MakeAsync(options.Server, copy, ours, town);
            output.WriteLine($"made {copy}");
        }

        await using var baseline = new BaselineDatabase(Databases.Open(options.Server, copy), town);
        await WarmAsync(baseline.Source);
        await baseline.OpenAsync(CallerCount);
        var audit = new JournalAudit(baseline.Source, JournalShape.Baseline);
        await audit.BeginAsync();
        var run = await new ClosedLoop(town, await CpuMeter.ForAsync(baseline.Source)).RunAsync(
            copy, Workload.Uniform, CallerCount, baseline.Sender, warmUp, length);
        var wrong = await audit.CheckAsync(run.Acknowledged);
        output.WriteLine(RunLine.Of(run));
        if (wrong.Count > 0)
        {
            figures.Add("invalid_runs", wrong.Count);
            output.WriteLine($"  not valid: {string.Join("; ", wrong.Take(3))}");
            return;
        }

        figures.Add($"{copy}_per_second", run.Rate);
        if (figures.Median($"{name}_per_second") is { } rate)
        {
            figures.Add($"{name}_ratio", rate / run.Rate);
        }
    }

    private static async Task MakeAsync(string server, string copy, NpgsqlDataSource ours, Town town)
    {
        await Databases.RecreateAsync(server, "growth_making");
        var source = Databases.Open(server, "growth_making");
        await using (await BaselineDatabase.CreateAsync(source, ours, town))
        {
            await using var writing = await source.OpenConnectionAsync();
            await ExecuteAsync(writing, "set maintenance_work_mem = '512MB'");
            var indexes = await DropIndexesAsync(writing);
            await CopyTransfersAsync(ours, writing);
            foreach (var index in indexes)
            {
                await ExecuteAsync(writing, index);
            }

            await ExecuteAsync(writing, "vacuum analyze");
        }

        await Databases.RenameAsync(server, "growth_making", copy);
    }

    // Made again when the rows are there: sorting them is quicker than a million places at a time.
    private static async Task<List<string>> DropIndexesAsync(NpgsqlConnection writing)
    {
        var definitions = new List<string>();
        await using (var command = new NpgsqlCommand(
            "select indexdef from pg_indexes where tablename = 'transfers' and indexname <> 'transfers_pkey'", writing))
        await using (var row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                definitions.Add(row.GetString(0));
            }
        }

        await ExecuteAsync(writing, "drop index transfers_no, transfers_debit, transfers_credit, transfers_trade");
        return definitions;
    }

    private static async Task CopyTransfersAsync(NpgsqlDataSource ours, NpgsqlConnection writing)
    {
        const string Columns = """
            leg, ledger_id, debit_account, credit_account, amount, action, purpose, business_date, at, debit_entry,
            debit_balance, credit_entry, credit_balance, trade, entered_by
            """;
        await using var reading = await ours.OpenConnectionAsync();
        await using var from = await reading.BeginRawBinaryCopyAsync(
            $"copy (select operation, {Columns} from transfers) to stdout (format binary)");
        await using var to = await writing.BeginRawBinaryCopyAsync(
            $"copy transfers (posting, {Columns}) from stdin (format binary)");
        await from.CopyToAsync(to);
    }

    private static async Task WarmAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, "create extension if not exists pg_prewarm");
        await ExecuteAsync(connection, """
            select sum(pg_prewarm(name::regclass)) from unnest(array[
                'transfers_pkey', 'transfers_credit', 'transfers_debit', 'accounts', 'accounts_pkey']) as name
            """);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
