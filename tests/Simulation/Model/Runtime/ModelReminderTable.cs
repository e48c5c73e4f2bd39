namespace Regional.Simulation.Model.Runtime;

/// <summary>Reminders of the simulated silo. They outlive crashes; rows come back in order of identity.</summary>
public sealed class ModelReminderTable : IReminderTable
{
    private readonly List<ReminderEntry> _rows = [];
    private readonly ModelClock _clock;
    private long _version;

    internal ModelReminderTable(ModelClock clock) => _clock = clock;

    /// <summary>Decides what becomes of each access; told what it is and of which grain (null: of all).</summary>
    public Func<string, GrainId?, StateFate> OnAccess { get; set; } = static (_, _) => default;

    /// <inheritdoc />
    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        RunAsync("read", grainId, () => Rows(row => row.GrainId == grainId));

    /// <inheritdoc />
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        RunAsync("read", grain: null, () => Rows(row => IsWithin(row.GrainId.GetUniformHashCode(), begin, end)));

    /// <inheritdoc />
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => RunAsync(
        "read", grainId, () => Find(grainId, reminderName) is { } row ? Copy(row) : null);

    /// <inheritdoc />
    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var row = Copy(entry);
        return RunAsync<string?>("write", row.GrainId, () =>
        {
            row.ETag = (++_version).ToString();
            _rows.RemoveAll(other => other.GrainId == row.GrainId && other.ReminderName == row.ReminderName);
            _rows.Add(row);
            return row.ETag;
        });
    }

    /// <inheritdoc />
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => RunAsync(
        "remove",
        grainId,
        () => Find(grainId, reminderName) is { } row && string.Equals(row.ETag, eTag, StringComparison.Ordinal)
            && _rows.Remove(row));

    /// <inheritdoc />
    public Task TestOnlyClearTable()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }

    private Task<T> RunAsync<T>(string what, GrainId? grain, Func<T> act)
    {
        var done = new TaskCompletionSource<T>();
        var fate = OnAccess(what, grain);
        _clock.After(fate.Wait, () =>
        {
            if (fate.Fault is { } fault)
            {
                done.SetException(fault);
            }
            else
            {
                done.SetResult(act());
            }
        });
        return done.Task;
    }

    private ReminderEntry? Find(GrainId grain, string name) =>
        _rows.Find(row => row.GrainId == grain && string.Equals(row.ReminderName, name, StringComparison.Ordinal));

    private ReminderTableData Rows(Predicate<ReminderEntry> wanted) => new(
        _rows.FindAll(wanted).Select(Copy)
            .OrderBy(static row => row.GrainId).ThenBy(static row => row.ReminderName, StringComparer.Ordinal));

    private static bool IsWithin(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Copy(ReminderEntry row) => new()
    {
        GrainId = row.GrainId,
        ReminderName = row.ReminderName,
        StartAt = row.StartAt,
        Period = row.Period,
        ETag = row.ETag,
    };
}
