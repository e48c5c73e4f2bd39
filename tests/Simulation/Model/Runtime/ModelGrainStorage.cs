using Orleans.Storage;
using Regional.LocalRuntime.State;

namespace Regional.Simulation.Model.Runtime;

/// <summary>What becomes of one access to grain state or reminders.</summary>
/// <param name="Wait">Until it takes effect and is answered.</param>
/// <param name="Fault">Null: none. Otherwise it is thrown instead, and nothing happens.</param>
public readonly record struct StateFate(TimeSpan Wait, Exception? Fault);

/// <summary>Grain state of the simulated silo, serialised as a database would hold it. It outlives crashes.</summary>
public sealed class ModelGrainStorage : IGrainStorage
{
    private readonly Dictionary<(string Name, GrainId Id), Row> _rows = [];
    private readonly ModelClock _clock;

    internal ModelGrainStorage(ModelClock clock) => _clock = clock;

    /// <summary>Decides what becomes of each access; told what it is and whose state.</summary>
    public Func<string, GrainId, StateFate> OnAccess { get; set; } = static (_, _) => default;

    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync("read", grainId, () =>
        {
            var row = _rows.GetValueOrDefault((stateName, grainId));
            grainState.RecordExists = row?.Json is not null;
            grainState.ETag = row?.Etag;
            if (row?.Json is { } json)
            {
                grainState.State = StoredJson.Read<T>(json);
            }
        });

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // What is written is what the state was when the write was asked for.
        var json = StoredJson.Write(grainState.State);
        return RunAsync("write", grainId, () =>
        {
            Replace(stateName, grainId, grainState, json);
            grainState.RecordExists = true;
        });
    }

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync("clear", grainId, () =>
        {
            Replace(stateName, grainId, grainState, json: null);
            grainState.RecordExists = false;
            grainState.State = typeof(T).GetConstructor(Type.EmptyTypes) is null ? default : Activator.CreateInstance<T>();
        });

    private Task RunAsync(string what, GrainId grain, Action act)
    {
        var done = new TaskCompletionSource();
        var fate = OnAccess(what, grain);
        _clock.After(fate.Wait, () =>
        {
            try
            {
                if (fate.Fault is { } fault)
                {
                    throw fault;
                }

                act();
            }
            catch (Exception fault)
            {
                done.SetException(fault);
                return;
            }

            done.SetResult();
        });
        return done.Task;
    }

    private void Replace<T>(string name, GrainId id, IGrainState<T> state, byte[]? json)
    {
        var row = _rows.GetValueOrDefault((name, id));
        if (!string.Equals(state.ETag, row?.Etag, StringComparison.Ordinal))
        {
            throw new InconsistentStateException(
                $"State '{name}' of {id} was changed by somebody else.", row?.Etag, state.ETag);
        }

        var next = new Row(json, (row?.Version ?? 0) + 1);
        _rows[(name, id)] = next;
        state.ETag = next.Etag;
    }

    private sealed record Row(byte[]? Json, long Version)
    {
        public string Etag => Version.ToString();
    }
}
