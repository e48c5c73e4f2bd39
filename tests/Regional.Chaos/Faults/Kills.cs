using System.Diagnostics;
using Regional.Chaos.Load;
using Regional.Chaos.Processes;

namespace Regional.Chaos.Faults;

/// <summary>kill -9, and the start that follows. Each returns when the order to start again was given.</summary>
public sealed class Kills(
    Fleet fleet, Server server, ClearingClient clearing, ImportClient imports, FaultLog log, Random chance)
{
    private static readonly TimeSpan PhaseTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(50);
    private const int DownMillisecondsMax = 1500;

    // A silo's start takes about as long on an idle machine.
    private const int StartMillisecondsMax = 2500;

    private const string ImportedLines =
        "select count(*) from transfers where debit_account in (select id from accounts where code like 'import%')";

    public async Task<DateTimeOffset> SiloAsync(CancellationToken cancel)
    {
        var station = fleet.Stations[chance.Next(fleet.Stations.Count)];
        await KillAsync([station]);
        return await RestartAsync([station], isServerDown: false, cancel);
    }

    public async Task<DateTimeOffset> PostgresAsync(CancellationToken cancel)
    {
        await KillServerAsync();
        return await RestartAsync([], isServerDown: true, cancel);
    }

    public async Task<DateTimeOffset> EverythingAsync(CancellationToken cancel)
    {
        await Task.WhenAll(KillAsync(fleet.Stations), KillServerAsync());
        return await RestartAsync(fleet.Stations, isServerDown: true, cancel);
    }

    public async Task<DateTimeOffset> InRecoveryAsync(CancellationToken cancel)
    {
        await SiloAsync(cancel);
        await Task.Delay(chance.Next(StartMillisecondsMax), cancel);
        return await PostgresAsync(cancel);
    }

    public async Task<DateTimeOffset> InPhaseAsync(ClearingPhase phase, CancellationToken cancel)
    {
        clearing.Nudge();
        await clearing.WaitForAsync(phase, PhaseTimeout, cancel);
        await Task.Delay(chance.Next(phase == ClearingPhase.Closing ? 100 : 30), cancel);
        return await SomethingAsync(() => clearing.Phase == phase, $"kills_in.{phase}", clearing.Silo, cancel);
    }

    public async Task<DateTimeOffset> InImportAsync(CancellationToken cancel)
    {
        var before = await server.CountAsync(ImportedLines);
        imports.Begin(cancel);
        var begun = Stopwatch.StartNew();
        while (imports.IsRunning && begun.Elapsed < PhaseTimeout && await server.CountAsync(ImportedLines) == before)
        {
            await Task.Delay(LookPeriod, cancel);
        }

        await Task.Delay(chance.Next(300), cancel);
        return await SomethingAsync(() => imports.IsRunning, "kills_in.Import", silo: null, cancel);
    }

    // The silo that was asked, or all of them since the region's grain may be on any, or the server.
    private async Task<DateTimeOffset> SomethingAsync(
        Func<bool> isInTheMiddle, string name, Uri? silo, CancellationToken cancel)
    {
        Station[] stations = chance.Next(3) switch
        {
            0 => [],
            1 => [.. fleet.Stations],
            _ =>
            [
                fleet.Stations.FirstOrDefault(station => station.Url == silo)
                    ?? fleet.Stations[chance.Next(fleet.Stations.Count)],
            ],
        };
        if (isInTheMiddle())
        {
            log.Count(name);
        }

        if (stations.Length == 0)
        {
            return await PostgresAsync(cancel);
        }

        await KillAsync(stations);
        return await RestartAsync(stations, isServerDown: false, cancel);
    }

    private async Task KillAsync(IReadOnlyList<Station> stations)
    {
        var killed = await Task.WhenAll(stations.Select(static station => station.KillAsync()));
        log.CountKills(killed.Count(static wasAlive => wasAlive));
    }

    private async Task KillServerAsync()
    {
        await server.KillAsync();
        log.CountKills(1);
    }

    private async Task<DateTimeOffset> RestartAsync(
        IReadOnlyList<Station> stations, bool isServerDown, CancellationToken cancel)
    {
        await Task.Delay(chance.Next(DownMillisecondsMax), cancel);
        var ordered = DateTimeOffset.UtcNow;
        // In any order: a silo may come before its database.
        await Task.WhenAll(
        [
            isServerDown ? server.RestartAsync() : Task.CompletedTask,
            .. stations.Select(static station => station.LaunchAsync()),
        ]);
        return ordered;
    }
}
