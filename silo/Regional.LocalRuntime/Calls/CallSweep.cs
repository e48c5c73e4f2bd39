using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Calls;

/// <summary>
/// Looks through the waiting calls once a period: lets those go whose time is up, and fails those that are deadlocked
/// or wait for a blocked turn, which under Orleans would only time out.
/// </summary>
internal sealed class CallSweep : IDisposable
{
    private readonly Silo _silo;
    private readonly TimeSpan _period;
    private readonly DeadlockSearch _deadlocks = new();
    private readonly BlockedTurnSearch _blockedTurns;
    private readonly ITimer _timer;

    public CallSweep(Silo silo, LocalRuntimeOptions options)
    {
        _silo = silo;
        _period = options.SweepPeriod;
        _blockedTurns = new BlockedTurnSearch(silo, options.TurnTimeMax);
        _timer = AmbientValues.Without(
            () => silo.Time.CreateTimer(static s => ((CallSweep)s!).Sweep(), this, _period, _period));
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        try
        {
            var calls = _silo.Pending.Snapshot();
            foreach (var call in calls)
            {
                if (_silo.Time.GetElapsedTime(call.Sent) >= call.Timeout)
                {
                    call.Expire();
                }
            }

            calls.RemoveAll(c => c.IsAnswered || _silo.Time.GetElapsedTime(c.Sent) < _period);
            _deadlocks.Search(calls);
            _blockedTurns.Search(calls);
        }
        catch (Exception fault)
        {
            _silo.Log.SweepFailed(fault);
        }
    }
}
