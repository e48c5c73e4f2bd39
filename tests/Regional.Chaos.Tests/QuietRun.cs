using System.Collections.Concurrent;
using Npgsql;
using Regional.Chaos.Checking;
using Regional.Chaos.Load;
using Regional.Chaos.Notes;
using Regional.Chaos.Processes;
using Regional.Chaos.Report;
using Regional.TestKit;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Tests;

/// <summary>
/// A short run without faults: notes and a database that agree. Tests take copies of both, tamper with one, and ask the
/// checker.
/// </summary>
public sealed class QuietRun : IAsyncLifetime
{
    // Enough for every kind of command, counted rather than timed: a busy machine takes longer for it.
    private const int CommitCountMin = 500;
    private static readonly TimeSpan LoadLengthMax = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(90);
    private const int Seed = 3;
    private const int ClientCount = 6;

    private readonly ScratchFolder _folder = new();
    private Database _database = null!;
    private string _server = "";
    private int _copies;

    /// <summary>The notes as they were written.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _server = (await PostgresServer.SharedAsync()).ConnectionString;
        _database = await Database.CreateAsync();
        var path = _folder.File("notes.jsonl");
        await using (var notes = new NoteBook(path))
        {
            await RunAsync(notes);
        }

        Notes = await File.ReadAllLinesAsync(path);
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Checks a copy of the run: the database changed by <paramref name="sql"/>, the notes given.</summary>
    public async Task<CheckResult> CheckAsync(string? sql, IEnumerable<string> notes)
    {
        var copy = $"tampered_{Interlocked.Increment(ref _copies)}_{Environment.ProcessId}";
        var source = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false };
        var path = _folder.Write($"{copy}.jsonl", string.Join('\n', notes) + "\n");
        await ExecuteAsync(_server, $"create database {copy} template {source.Database}");
        try
        {
            source.Database = copy;
            if (sql is not null)
            {
                Assert.True(await ExecuteAsync(source.ConnectionString, sql) > 0, "Nothing was tampered with.");
            }

            return await Checker.CheckAsync(path, source.ConnectionString, CancellationToken.None);
        }
        finally
        {
            await ExecuteAsync(_server, $"drop database {copy} with (force)");
        }
    }

    private async Task RunAsync(NoteBook notes)
    {
        var options = new ChaosOptions { SiloCount = 1 };
        var progress = new Progress(TextWriter.Null);
        var (tokens, unresolved, chance) = (new Tokens(), new ConcurrentBag<Order>(), new Random(Seed));
        using var watchdog = new Watchdog(_folder.File("silos"));
        var answers = new Answers();
        using var courier = new Courier(notes, tokens, answers);
        await using var fleet = new Fleet(options, _database.ConnectionString, _folder.Path, watchdog, progress);
        await fleet.StartAsync(ReadyTimeout, CancellationToken.None);
        var till = await World.CreateAsync(
            new Sender(courier, fleet.Urls, chance), tokens, new Cli(fleet.Urls[0], token: null, _folder.Path),
            _database.ConnectionString, CancellationToken.None);
        var clearing = new ClearingClient(courier, fleet.Urls, new Random(Seed), unresolved);
        var steward = new StewardClient(courier, fleet.Urls, new Random(Seed), unresolved);
        using var end = new CancellationTokenSource(LoadLengthMax);
        await Task.WhenAll(
        [
            EndAsync(end, answers),
            clearing.RunAsync(end.Token, CancellationToken.None),
            steward.RunAsync(end.Token, CancellationToken.None),
            new SchemeClient(courier, fleet.Urls, new Random(Seed), unresolved, till, steward)
                .RunAsync(end.Token, CancellationToken.None),
            .. Enumerable.Range(0, ClientCount)
                .Select(client => new PayingClient(courier, fleet.Urls, new Random(client), unresolved))
                .Select(client => client.RunAsync(end.Token, CancellationToken.None)),
        ]);
        Assert.Empty(await new Aftermath(courier, fleet.Urls, chance, unresolved, clearing, steward, progress).RunAsync(
            CancellationToken.None));
    }

    private static async Task EndAsync(CancellationTokenSource end, Answers answers)
    {
        while (answers.Committed < CommitCountMin && !end.IsCancellationRequested)
        {
            await Task.Delay(LookPeriod);
        }

        await end.CancelAsync();
    }

    private static async Task<int> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
