using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Regional.LocalRuntime.State;

/// <summary>Grain state in memory, serialised as a database would hold it.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), Row> _rows = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId), out var row) && row.Json is { } json)
        {
            grainState.State = StoredJson.Read<T>(json);
            grainState.RecordExists = true;
            grainState.ETag = row.Etag;
        }
        else
        {
            grainState.RecordExists = false;
            grainState.ETag = row?.Etag;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Replace(stateName, grainId, grainState, StoredJson.Write(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Replace(stateName, grainId, grainState, null);
        grainState.RecordExists = false;
        grainState.State = typeof(T).GetConstructor(Type.EmptyTypes) is null ? default : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private void Replace<T>(string name, GrainId id, IGrainState<T> state, byte[]? json)
    {
        var next = new Row(json, (_rows.TryGetValue((name, id), out var row) ? row.Version : 0) + 1);
        var done = row is null
            ? state.ETag is null && _rows.TryAdd((name, id), next)
            : string.Equals(state.ETag, row.Etag, StringComparison.Ordinal) && _rows.TryUpdate((name, id), next, row);
        if (!done)
        {
            throw new InconsistentStateException(
                $"State '{name}' of {id} was changed by somebody else.", row?.Etag, state.ETag);
        }

        state.ETag = next.Etag;
    }

    private sealed record Row(byte[]? Json, long Version)
    {
        public string Etag => Version.ToString();
    }
}
