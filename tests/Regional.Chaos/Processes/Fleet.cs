using Regional.Chaos.Report;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Processes;

/// <summary>
/// The silos of a run: several that share the database on Orleans, one on Local. Whoever ends by itself is started again,
/// as a supervisor would.
/// </summary>
public sealed class Fleet : IAsyncDisposable
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(300);

    private readonly Progress _progress;
    private readonly CancellationTokenSource _end = new();
    private Task _supervising = Task.CompletedTask;

    public Fleet(ChaosOptions options, string connectionString, string folder, Watchdog watchdog, Progress progress)
    {
        _progress = progress;
        var count = Programs.IsLocalRuntime ? 1 : options.SiloCount;
        Stations =
        [
            .. Enumerable.Range(1, count).Select(no =>
                new Station(no, connectionString, Settings(options, no, folder), watchdog)),
        ];
    }

    public IReadOnlyList<Station> Stations { get; }

    public IReadOnlyList<Uri> Urls => [.. Stations.Select(static station => station.Url)];

    /// <summary>Starts all, the first one alone: it migrates the database.</summary>
    public async Task StartAsync(TimeSpan timeout, CancellationToken cancel)
    {
        foreach (var station in Stations)
        {
            await station.LaunchAsync();
            await WaitUntilReadyAsync([station], timeout, cancel);
        }

        _supervising = SuperviseAsync(_end.Token);
    }

    /// <summary>Waits until all of them can work.</summary>
    /// <exception cref="TimeoutException">One cannot.</exception>
    public static async Task WaitUntilReadyAsync(IEnumerable<Station> stations, TimeSpan timeout, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(timeout);
        foreach (var station in stations)
        {
            while (!await station.IsReadyAsync())
            {
                cancel.ThrowIfCancellationRequested();
                if (late.IsCancellationRequested)
                {
                    throw new TimeoutException($"{station.Name} was not ready after {timeout.TotalSeconds:0} s.");
                }

                await Task.Delay(LookPeriod, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _supervising;
        await Task.WhenAll(Stations.Select(static station => station.StopAsync()));
        _end.Dispose();
    }

    private async Task SuperviseAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            foreach (var station in Stations)
            {
                if (await station.RestoreAsync() is { } said)
                {
                    _progress.Say(said);
                }
            }

            await Task.Delay(LookPeriod, cancel).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static SiloSettings Settings(ChaosOptions options, int no, string folder)
    {
        var environment = new Dictionary<string, string>
        {
            ["REGIONAL_CONNECTIONS_MAX"] = $"{options.ConnectionCount}",
            // One token stands for a whole community here.
            ["REGIONAL_REFUSALS_PER_MINUTE"] = "1000000",
        };
        if (!Programs.IsLocalRuntime)
        {
            environment["REGIONAL_CLUSTERING"] = "database";
            environment["REGIONAL_SILO_PORT"] = $"{Silo.FreePort()}";
            environment["REGIONAL_GATEWAY_PORT"] = $"{Silo.FreePort()}";
        }

        return new SiloSettings
        {
            Url = new Uri($"http://127.0.0.1:{Silo.FreePort()}"),
            Environment = environment,
            LogPath = Path.Combine(folder, $"silo-{no}.log"),
        };
    }
}
