using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Reminders;

/// <summary>
/// Keeps a clock per stored reminder and calls its grain. The table is read at the start and once per refresh period.
/// </summary>
internal sealed class ReminderService(Silo silo, IReminderTable table, IOptions<ReminderOptions> options)
    : IHostedService, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId, string), ReminderClock> _clocks = [];
    private ITimer? _refresh;
    private bool _isStopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await table.StartAsync(cancellationToken);
        await RefreshAsync();
        var period = options.Value.RefreshReminderListPeriod;
        _refresh = AmbientValues.Without(() => silo.Time.CreateTimer(
            static s => _ = ((ReminderService)s!).TryRefreshAsync(), this, period, period));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        await table.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _refresh?.Dispose();
        lock (_gate)
        {
            _isStopped = true;
            foreach (var clock in _clocks.Values)
            {
                clock.Dispose();
            }

            _clocks.Clear();
        }
    }

    public async Task<IGrainReminder> RegisterOrUpdate(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        var shortest = options.Value.MinimumReminderPeriod;
        if (period < shortest)
        {
            throw new ArgumentException(
                $"Reminder '{name}' of {grain} has period {period}; the shortest is {shortest}.");
        }

        var entry = new ReminderEntry
        {
            GrainId = grain,
            ReminderName = name,
            StartAt = silo.Time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry)
            ?? throw new ReminderException($"Reminder '{name}' of {grain} was not stored.");
        Keep(entry, isNew: true);
        return new GrainReminder(name, entry.ETag);
    }

    public async Task Unregister(GrainId grain, IGrainReminder reminder)
    {
        if (!await table.RemoveRow(grain, reminder.ReminderName, ((GrainReminder)reminder).ETag))
        {
            throw new ReminderException(
                $"Reminder '{reminder.ReminderName}' of {grain} was not removed: it is gone or was changed meanwhile.");
        }

        Drop(grain, reminder.ReminderName);
    }

    public async Task<IGrainReminder?> Get(GrainId grain, string name) =>
        await table.ReadRow(grain, name) is { ETag: { } etag } ? new GrainReminder(name, etag) : null;

    public async Task<List<IGrainReminder>> GetAll(GrainId grain) =>
        [.. (await table.ReadRows(grain)).Reminders.Select(r => new GrainReminder(r.ReminderName, r.ETag!))];

    private async Task TryRefreshAsync()
    {
        try
        {
            await RefreshAsync();
        }
        catch (Exception fault)
        {
            silo.Log.ReminderRefreshFailed(fault);
        }
    }

    private async Task RefreshAsync()
    {
        var rows = (await table.ReadRows(0, 0)).Reminders;
        var stored = rows.Select(r => (r.GrainId, r.ReminderName)).ToHashSet();
        (GrainId, string)[] gone;
        lock (_gate)
        {
            gone = [.. _clocks.Keys.Where(k => !stored.Contains(k))];
        }

        foreach (var (grain, name) in gone)
        {
            // A reminder stored after the read is not gone.
            if (await table.ReadRow(grain, name) is null)
            {
                Drop(grain, name);
            }
        }

        foreach (var row in rows)
        {
            Keep(row, isNew: false);
        }
    }

    /// <summary>A new reminder's first tick is never left out, however long storing it took.</summary>
    private void Keep(ReminderEntry entry, bool isNew)
    {
        lock (_gate)
        {
            var key = (entry.GrainId, entry.ReminderName);
            if (_isStopped || (_clocks.TryGetValue(key, out var known) && known.IsFor(entry)))
            {
                return;
            }

            known?.Dispose();
            _clocks[key] = new ReminderClock(silo, entry, isNew);
        }
    }

    private void Drop(GrainId grain, string name)
    {
        lock (_gate)
        {
            if (_clocks.Remove((grain, name), out var clock))
            {
                clock.Dispose();
            }
        }
    }

    private sealed record GrainReminder(string ReminderName, string ETag) : IGrainReminder;
}
