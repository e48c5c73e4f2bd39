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
    private DateTime _due;

    public ReminderClock(Silo silo, ReminderEntry entry, bool isNew)
    {
        _silo = silo;
        _entry = entry;
        var now = Now;
        _due = isNew && now >= entry.StartAt ? now : Next(now);
        _timer = AmbientValues.Without(() => silo.Time.CreateTimer(
            static c => _ = ((ReminderClock)c!).OnDueAsync(), this, Wait(now), Timeout.InfiniteTimeSpan));
    }

    public bool IsFor(ReminderEntry entry) => string.Equals(_entry.ETag, entry.ETag, StringComparison.Ordinal);

    public void Dispose() => _timer.Dispose();

    private DateTime Now => _silo.Time.GetUtcNow().UtcDateTime;

    /// <summary>The first time that is still to come.</summary>
    private DateTime Next(DateTime now)
    {
        var late = now - _entry.StartAt;
        return late < TimeSpan.Zero
            ? _entry.StartAt
            : _entry.StartAt + (_entry.Period * (Math.Floor(late / _entry.Period) + 1));
    }

    private TimeSpan Wait(DateTime now)
    {
        var wait = _due - now;
        return wait < LongestWait ? wait : LongestWait;
    }

    private async Task OnDueAsync()
    {
        // Timers run by another clock and may be early. The time is read once: were it due by the next reading, the time to
        // come would be a period later, and this one left out.
        var now = Now;
        if (now < _due)
        {
            _timer.Change(Wait(now), Timeout.InfiniteTimeSpan);
            return;
        }

        try
        {
            var grain = (IRemindable)_silo.Factory.Reference(typeof(IRemindable), _entry.GrainId);
            await grain.ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, now));
        }
        catch (Exception fault)
        {
            _silo.Log.ReminderFailed(_entry.ReminderName, _entry.GrainId, fault);
        }

        now = Now;
        _due = Next(now);
        _timer.Change(Wait(now), Timeout.InfiniteTimeSpan);
    }
}
