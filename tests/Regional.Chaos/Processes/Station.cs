using System.Net;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Processes;

/// <summary>The place of one silo: its addresses, and the process that stands there now.</summary>
public sealed class Station(int no, string connectionString, SiloSettings settings, Watchdog watchdog)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Silo? _silo;
    private bool _isWanted;

    public string Name { get; } = $"silo {no}";

    public Uri Url { get; } = settings.Url!;

    /// <summary>Processes that ended though nobody killed them.</summary>
    public int EndedByItself { get; private set; }

    /// <summary>Starts it; whether it is ready shows later.</summary>
    public Task LaunchAsync() => InTurnAsync(RelaunchAsync);

    /// <summary>kill -9; the process is gone when this returns. False: it was gone before.</summary>
    public async Task<bool> KillAsync()
    {
        var killed = false;
        await InTurnAsync(async () =>
        {
            _isWanted = false;
            if (_silo is { HasExited: false } running)
            {
                await running.KillAsync();
                killed = true;
            }
        });
        return killed;
    }

    /// <summary>SIGSTOP: it does nothing more and answers nobody, but its connections stand.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on, believing that no time has passed.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Launches it again when it ended by itself; the end of its log, or null.</summary>
    public async Task<string?> RestoreAsync()
    {
        string? said = null;
        await InTurnAsync(async () =>
        {
            if (_isWanted && _silo is { HasExited: true } ended)
            {
                EndedByItself++;
                said = $"{Name} ended by itself with {ended.ExitCode}: {LastLines(ended.Log)}";
                await RelaunchAsync();
            }
        });
        return said;
    }

    public async Task<bool> IsReadyAsync() =>
        _silo is { HasExited: false } running && await running.StatusAsync("/health/ready") == HttpStatusCode.OK;

    /// <summary>Ends it in good order.</summary>
    public Task StopAsync() => InTurnAsync(async () =>
    {
        _isWanted = false;
        if (_silo is { } running)
        {
            await Signals.SendAsync("CONT", running.Id);
            await running.DisposeAsync();
            _silo = null;
        }
    });

    private async Task RelaunchAsync()
    {
        _isWanted = true;
        if (_silo is { } before)
        {
            await before.DisposeAsync();
        }

        _silo = Silo.Launch(connectionString, settings);
        watchdog.Watch(_silo.Id, Programs.Silo);
    }

    private Task SignalAsync(string signal) => InTurnAsync(async () =>
    {
        if (_silo is { HasExited: false } running)
        {
            await Signals.SendAsync(signal, running.Id);
        }
    });

    private async Task InTurnAsync(Func<Task> action)
    {
        await _gate.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string LastLines(string log) =>
        string.Join(" | ", log.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(3));
}
