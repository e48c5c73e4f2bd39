using System.Collections.Concurrent;
using System.Diagnostics;
using Regional.Chaos.Checking;
using Regional.Chaos.Faults;
using Regional.Chaos.Load;
using Regional.Chaos.Notes;
using Regional.Chaos.Processes;
using Regional.Chaos.Report;
using Regional.TestKit.Processes;

namespace Regional.Chaos;

/// <summary>
/// A run: servers and silos are started, a region is made, clients put load on it while faults are made; then the faults
/// stop, everything comes to its end, and the checker judges. Whatever was started is stopped, however it ends.
/// </summary>
public sealed class ChaosRun(ChaosOptions options, Progress progress)
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(90);
    private const int SchemeClientCount = 4;
    private const int VerifyHolds = 0;

    // The silos may have every connection for a moment: a fault is asked again, a difference never.
    private const int VerifyFault = 3;
    private const int VerifyAgainMax = 5;
    private static readonly TimeSpan VerifyPause = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentBag<Order> _unresolved = [];
    private readonly Tokens _tokens = new();
    private readonly Answers _answers = new();
    private readonly FaultLog _log = new();
    private readonly Random _chance = new(options.Seed);

    public async Task<ChaosReport> RunAsync(CancellationToken cancel)
    {
        using var scratch = new ScratchFolder();
        var folder = options.Folder ?? scratch.Path;
        Directory.CreateDirectory(folder);
        progress.Say($"seed {options.Seed}; PostgreSQL is started, durable");
        await using var server = await Server.StartAsync();
        using var watchdog = new Watchdog(Path.Combine(scratch.Path, "silos"));
        await using var notes = new NoteBook(Path.Combine(folder, "notes.jsonl"));
        using var courier = new Courier(notes, _tokens, _answers);
        await using var fleet = new Fleet(options, server.ConnectionString, folder, watchdog, progress);
        progress.Say($"{fleet.Stations.Count} silo{(fleet.Stations.Count == 1 ? " is" : "s are")} started");
        await fleet.StartAsync(ReadyTimeout, cancel);
        progress.Say("the region is made");
        var till = await World.CreateAsync(
            new Sender(courier, fleet.Urls, Child()), _tokens, new Cli(fleet.Urls[0], token: null, scratch.Path),
            server.ConnectionString, cancel);

        var clearing = new ClearingClient(courier, fleet.Urls, Child(), _unresolved);
        var imports = new ImportClient(notes, _tokens, fleet.Urls, scratch.Path, Child(), progress);
        var steward = new StewardClient(courier, fleet.Urls, Child(), _unresolved);
        await LoadAsync(server, fleet, watchdog, courier, clearing, steward, till, imports, cancel);
        var settling = Stopwatch.StartNew();
        progress.Say($"faults are over: {_log.Kills} kills, {_answers.Committed} commits told of");
        await Fleet.WaitUntilReadyAsync(fleet.Stations, ReadyTimeout, cancel);
        await imports.Current;
        var aftermath = new Aftermath(courier, fleet.Urls, Child(), _unresolved, clearing, steward, progress);
        var shortfalls = await aftermath.RunAsync(cancel);
        settling.Stop();

        progress.Say("the checker reads notes and database");
        var check = await Checker.CheckAsync(notes.Path, server.ConnectionString, cancel);
        return new ChaosReport
        {
            Seed = options.Seed,
            Silos = fleet.Stations.Count,
            Clients = options.ClientCount,
            Kills = _log.Kills,
            Faults = _log.Counts,
            RecoverySeconds = _log.RecoverySeconds,
            EndedByThemselves = fleet.Stations.Sum(static station => station.EndedByItself),
            Check = check,
            OtherShortfalls =
                [.. shortfalls, .. _log.Shortfalls, .. Bugs(), .. await VerifyAsync(server, scratch, cancel)],
            SettlingSeconds = settling.Elapsed.TotalSeconds,
            Seconds = _clock.Elapsed.TotalSeconds,
        };
    }

    private async Task LoadAsync(
        Server server, Fleet fleet, Watchdog watchdog, Courier courier, ClearingClient clearing,
        StewardClient steward, Guid till, ImportClient imports, CancellationToken cancel)
    {
        progress.Say($"{options.ClientCount} clients pay, faults begin, for {options.Length.TotalMinutes:0.#} minutes");
        using var loadEnd = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var director = new FaultDirector(
            new Kills(fleet, server, clearing, imports, _log, Child()),
            new Pauses(fleet, server, _log, Child()),
            new Starvation(server, Child()),
            new SecondHost(server, watchdog, _log),
            _answers,
            _log,
            new FaultDeck(Child(), Programs.IsLocalRuntime),
            Child(),
            progress);
        using var faultEnd = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        faultEnd.CancelAfter(options.Length);
        Task[] clients =
        [
            clearing.RunAsync(loadEnd.Token, cancel),
            steward.RunAsync(loadEnd.Token, cancel),
            .. Enumerable.Range(0, SchemeClientCount).Select(_ =>
                new SchemeClient(courier, fleet.Urls, Child(), _unresolved, till, steward).RunAsync(loadEnd.Token, cancel)),
            .. Enumerable.Range(0, options.ClientCount).Select(_ =>
                new PayingClient(courier, fleet.Urls, Child(), _unresolved).RunAsync(loadEnd.Token, cancel)),
        ];

        // The load outlives the last fault, so that its recovery is seen.
        await director.RunAsync(faultEnd.Token, cancel);
        await loadEnd.CancelAsync();
        await Task.WhenAll(clients);
    }

    private async Task<IReadOnlyList<string>> VerifyAsync(Server server, ScratchFolder scratch, CancellationToken cancel)
    {
        progress.Say("regional verify replays the journal");
        var cli = new Cli(new Uri("http://127.0.0.1:1"), token: null, scratch.Path);
        var result = await cli.RunAsync(cancel, "verify", "--db", server.ConnectionString);
        for (var again = 0; result.ExitCode == VerifyFault && again < VerifyAgainMax; again++)
        {
            await Task.Delay(VerifyPause, cancel);
            result = await cli.RunAsync(cancel, "verify", "--db", server.ConnectionString);
        }

        cancel.ThrowIfCancellationRequested();
        return result.ExitCode == VerifyHolds ? [] : [$"{result}"];
    }

    private IEnumerable<string> Bugs() =>
        _answers.Bugs.Select(static bug => $"{bug.Value} answers to {bug.Key} say that something nobody foresaw failed");

    private Random Child() => new(_chance.Next());
}
