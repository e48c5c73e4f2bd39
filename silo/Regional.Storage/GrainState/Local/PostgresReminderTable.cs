using System.Globalization;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Regional.Storage.Schema;

namespace Regional.Storage.GrainState.Local;

/// <summary>Reminders of the local runtime in Orleans' table, under the hashes Orleans gives them.</summary>
/// <param name="database">Where.</param>
/// <param name="serviceId">Orleans' service id; the same under both runtimes.</param>
public sealed class PostgresReminderTable(RegionalDatabase database, string serviceId) : IReminderTable
{
    private readonly OrleansQueries _queries = new(database);

    /// <inheritdoc />
    public async Task<ReminderTableData> ReadRows(GrainId grainId) => new(await _queries.ReadAsync(
        "ReadReminderRowsKey", Read, ("ServiceId", serviceId), ("GrainId", grainId.ToString())));

    /// <inheritdoc />
    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        // Stored as signed numbers, so ranges are compared as such: all hashes still fall into exactly one of them.
        var (low, high) = unchecked(((int)begin, (int)end));
        return new(await _queries.ReadAsync(
            low < high ? "ReadRangeRows1Key" : "ReadRangeRows2Key",
            Read,
            ("ServiceId", serviceId), ("BeginHash", low), ("EndHash", high)));
    }

    /// <inheritdoc />
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await _queries.ReadAsync(
            "ReadReminderRowKey",
            Read,
            ("ServiceId", serviceId), ("GrainId", grainId.ToString()), ("ReminderName", reminderName));
        return rows.SingleOrDefault();
    }

    /// <inheritdoc />
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var rows = await _queries.ReadAsync(
            "UpsertReminderRowKey",
            static row => row.GetInt32(0).ToString(CultureInfo.InvariantCulture),
            ("ServiceId", serviceId),
            ("GrainId", entry.GrainId.ToString()),
            ("ReminderName", entry.ReminderName),
            ("StartTime", DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)),
            ("Period", (long)entry.Period.TotalMilliseconds),
            ("GrainHash", unchecked((int)entry.GrainId.GetUniformHashCode())));
        return rows.Single();
    }

    /// <inheritdoc />
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var rows = await _queries.ReadAsync(
            "DeleteReminderRowKey",
            static row => row.GetInt32(0),
            ("ServiceId", serviceId),
            ("GrainId", grainId.ToString()),
            ("ReminderName", reminderName),
            ("Version", int.Parse(eTag, CultureInfo.InvariantCulture)));
        return rows.Single() > 0;
    }

    /// <inheritdoc />
    public Task TestOnlyClearTable() =>
        _queries.ReadAsync("DeleteReminderRowsKey", static _ => 0, ("ServiceId", serviceId));

    private static ReminderEntry Read(NpgsqlDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0)),
        ReminderName = row.GetString(1),
        StartAt = row.GetDateTime(2),
        Period = TimeSpan.FromMilliseconds(row.GetInt64(3)),
        ETag = row.GetInt32(4).ToString(CultureInfo.InvariantCulture),
    };
}
