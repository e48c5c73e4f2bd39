using Npgsql;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Baseline;

/// <summary>The stored procedures' own database, with the same accounts under the same numbers as the product's.</summary>
internal sealed class BaselineDatabase(NpgsqlDataSource source, Town town) : IAsyncDisposable
{
    private readonly List<ProcedureSender> _senders = [];

    public NpgsqlDataSource Source => source;

    /// <summary>Makes tables and procedures and copies the accounts with their counters.</summary>
    public static async Task<BaselineDatabase> CreateAsync(NpgsqlDataSource source, NpgsqlDataSource ours, Town town)
    {
        const string Columns = "id, ledger_id, floor, ceiling, debits_posted, credits_posted, entries";
        await ExecuteAsync(source, ReadSql());
        await using var reading = await ours.OpenConnectionAsync();
        await using var writing = await source.OpenConnectionAsync();
        using (var from = await reading.BeginTextExportAsync($"copy (select {Columns} from accounts) to stdout"))
        await using (var to = await writing.BeginTextImportAsync($"copy accounts ({Columns}) from stdin"))
        {
            await to.WriteAsync(await from.ReadToEndAsync());
        }

        await ExecuteAsync(source, "analyze");
        return new BaselineDatabase(source, town);
    }

    /// <summary>Opens as many connections as there will be callers.</summary>
    public async Task OpenAsync(int callers)
    {
        while (_senders.Count < callers)
        {
            _senders.Add(await ProcedureSender.OpenAsync(source, town));
        }
    }

    public ISender Sender(int caller) => _senders[caller];

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in _senders)
        {
            await sender.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    private static string ReadSql()
    {
        using var resource = typeof(BaselineDatabase).Assembly.GetManifestResourceStream("baseline.sql")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
