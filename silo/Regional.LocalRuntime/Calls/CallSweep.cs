using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Calls;

/// <summary>Looks through the waiting calls once a period and lets those go whose time is up.</summary>
internal sealed class CallSweep : IDisposable
{
    private readonly Silo _silo;
    private readonly ITimer _timer;

    public CallSweep(Silo silo, TimeSpan period)
    {
        _silo = silo;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = silo.Time.CreateTimer(static s => ((CallSweep)s!).Sweep(), this, period, period);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        try
        {
            foreach (var call in _silo.Pending.Snapshot())
            {
                if (_silo.Time.GetElapsedTime(call.Sent) >= call.Timeout)
                {
                    call.Expire();
                }
            }
        }
        catch (Exception fault)
        {
            _silo.Log.SweepFailed(fault);
        }
    }
}
