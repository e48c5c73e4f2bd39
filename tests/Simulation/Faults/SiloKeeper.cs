using Microsoft.Extensions.DependencyInjection;
using Regional.Grains.Coordination;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Faults;

/// <summary>
/// Keeps a silo running, as whatever supervises the host would, and lets the host's watch make its rounds in it.
/// </summary>
internal sealed class SiloKeeper(Simulator simulator, Func<TimeSpan> clock)
{
    private static readonly TimeSpan RestartWait = TimeSpan.FromSeconds(1);

    private SimulatedProcess? _cutOff;
    private bool _isStarting;

    /// <summary>A silo that its cluster believes dead and that runs on; null: none.</summary>
    public SimulatedProcess? CutOffSilo => _cutOff is { IsAlive: true } ? _cutOff : null;

    public void Watch() => WatchOver(simulator.Process);

    public void Kill(TimeSpan downFor)
    {
        simulator.Process.Kill();
        simulator.After(downFor, EnsureRunning);
    }

    public void CutOff(TimeSpan livesFor)
    {
        if (CutOffSilo is not null || !simulator.Process.IsAlive || _isStarting)
        {
            return;
        }

        var old = simulator.Process;
        _cutOff = old;
        Start();
        simulator.After(livesFor, old.Kill);
    }

    public void EndCutOff() => _cutOff?.Kill();

    public void EnsureRunning()
    {
        if (!simulator.Process.IsAlive && !_isStarting)
        {
            Start();
        }
    }

    private void Start() => _ = simulator.Client(async () =>
    {
        _isStarting = true;
        try
        {
            // A host that starts has just set its clock.
            var started = simulator.StartAsync();
            simulator.Process.ClockOffset = clock();
            await started;
            WatchOver(simulator.Process);
        }
        catch (Exception)
        {
            // A host that cannot start ends, and is started again.
            simulator.Process.Kill();
            simulator.After(RestartWait, EnsureRunning);
        }
        finally
        {
            _isStarting = false;
        }
    });

    private void WatchOver(SimulatedProcess process)
    {
        if (!process.IsAlive)
        {
            simulator.After(RestartWait, EnsureRunning);
            return;
        }

        _ = simulator.Client(async () =>
        {
            try
            {
                await process.CallAsync("watch", static async services =>
                {
                    await services.GetRequiredService<WatchRound>().RunAsync(CancellationToken.None);
                    return true;
                });
            }
            catch (Exception)
            {
                // The next time around.
            }
        });

        simulator.After(WatchRound.Interval, () =>
        {
            if (process.IsAlive)
            {
                WatchOver(process);
            }
        });
    }
}
