using System.Globalization;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Regional.LocalRuntime.State;
using Regional.Storage.Schema;

namespace Regional.Storage.GrainState.Local;

/// <summary>
/// Grain state of the local runtime in the tables and under the keys of Orleans' own storage, as plain JSON, so that a
/// database made under one runtime opens under the other.
/// </summary>
/// <param name="database">Where.</param>
/// <param name="serviceId">Orleans' service id; the same under both runtimes.</param>
public sealed class PostgresGrainStorage(RegionalDatabase database, string serviceId) : IGrainStorage
{
    private readonly OrleansQueries _queries = new(database);

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var rows = await _queries.ReadAsync("ReadFromStorageKey", ReadRow, KeyOf(stateName, grainId));
        var found = rows.SingleOrDefault();
        grainState.ETag = found?.ETag;
        grainState.RecordExists = found?.Payload is not null;
        if (found?.Payload is { } payload)
        {
            grainState.State = StoredJson.Read<T>(payload);
        }
    }

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await ChangeAsync(
            "WriteToStorageKey", stateName, grainId, grainState, ("PayloadBinary", StoredJson.Write(grainState.State)));
        grainState.RecordExists = true;
    }

    /// <inheritdoc />
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
        {
            await ChangeAsync("ClearStorageKey", stateName, grainId, grainState);
        }

        grainState.RecordExists = false;
        grainState.State = typeof(T).GetConstructor(Type.EmptyTypes) is null ? default : Activator.CreateInstance<T>();
    }

    private async Task ChangeAsync<T>(
        string query, string stateName, GrainId grainId, IGrainState<T> grainState, params (string, object?)[] more)
    {
        int? version = grainState.ETag is null ? null : int.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        var answers = await _queries.ReadAsync(
            query,
            static row => row.IsDBNull(0) ? (int?)null : row.GetInt32(0),
            [.. KeyOf(stateName, grainId), ("GrainStateVersion", version), .. more]);
        if (answers is not [{ } next] || next == version)
        {
            throw new InconsistentStateException(
                $"State '{stateName}' of {grainId} was changed by somebody else.", storedEtag: null, grainState.ETag);
        }

        grainState.ETag = next.ToString(CultureInfo.InvariantCulture);
    }

    private (string Name, object? Value)[] KeyOf(string stateName, GrainId grainId)
    {
        var key = StoredGrainKey.Of(grainId);
        return
        [
            ("GrainIdHash", key.Hash), ("GrainIdN0", key.N0), ("GrainIdN1", key.N1),
            ("GrainTypeHash", StoredGrainKey.HashOf(stateName)), ("GrainTypeString", stateName),
            ("GrainIdExtensionString", key.Extension), ("ServiceId", serviceId),
        ];
    }

    private static Row ReadRow(NpgsqlDataReader row) => new(
        row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0),
        row.IsDBNull(2) ? null : row.GetInt32(2).ToString(CultureInfo.InvariantCulture));

    private sealed record Row(byte[]? Payload, string? ETag);
}
