using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Reminders;

/// <summary>
/// Calls one grain at its reminder's times: the start and every period after it; times missed are left out.
/// </summary>
internal sealed class ReminderClock : IDisposable
{
    /// <summary>The longest time the platform's timers take in one go.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly Silo _silo;
    private readonly ReminderEntry _entry;
    private readonly ITimer _timer;

    public ReminderClock(Silo silo, ReminderEntry entry, bool isNew)
    {
        _silo = silo;
        _entry = entry;
        var wait = isNew && Now >= entry.StartAt ? TimeSpan.Zero : Wait();
        _timer = AmbientValues.Without(() => silo.Time.CreateTimer(
            static c => _ = ((ReminderClock)c!).OnDueAsync(), this, wait, Timeout.InfiniteTimeSpan));
    }

    public bool IsFor(ReminderEntry entry) => string.Equals(_entry.ETag, entry.ETag, StringComparison.Ordinal);

    public void Dispose() => _timer.Dispose();

    private DateTime Now => _silo.Time.GetUtcNow().UtcDateTime;

    /// <summary>The first time that is still to come.</summary>
    private DateTime Next()
    {
        var late = Now - _entry.StartAt;
        return late < TimeSpan.Zero
            ? _entry.StartAt
            : _entry.StartAt + (_entry.Period * (Math.Floor(late / _entry.Period) + 1));
    }

    private TimeSpan Wait()
    {
        var wait = Next() - Now;
        return wait < LongestWait ? wait : LongestWait;
    }

    private async Task OnDueAsync()
    {
        try
        {
            if (Now >= _entry.StartAt)
            {
                var grain = (IRemindable)_silo.Factory.Reference(typeof(IRemindable), _entry.GrainId);
                await grain.ReceiveReminder(
                    _entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, Now));
            }
        }
        catch (Exception fault)
        {
            _silo.Log.ReminderFailed(_entry.ReminderName, _entry.GrainId, fault);
        }

        _timer.Change(Wait(), Timeout.InfiniteTimeSpan);
    }
}
