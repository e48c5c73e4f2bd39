using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Regional.LocalRuntime.Activations;

namespace Regional.LocalRuntime.State;

/// <summary>State that an activation loads before its grain activates.</summary>
internal interface IActivationState
{
    Task LoadAsync();
}

/// <summary>Makes the states that a grain's constructor asks for.</summary>
internal static class PersistentState
{
    public static object For(ParameterInfo parameter, Activation activation)
    {
        var asked = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        var storage = string.IsNullOrWhiteSpace(asked.StorageName)
            ? activation.Silo.Services.GetService<IGrainStorage>()
            : activation.Silo.Services.GetKeyedService<IGrainStorage>(asked.StorageName);
        if (storage is null)
        {
            throw new InvalidOperationException(
                $"{activation.Class.Type} asks for grain storage '{asked.StorageName}'; this host does not have it.");
        }

        var name = asked.StateName.Length > 0 ? asked.StateName : parameter.Name!;
        var type = typeof(PersistentState<>).MakeGenericType(parameter.ParameterType.GetGenericArguments());
        var state = Activator.CreateInstance(type, name, activation, storage)!;
        activation.AddState((IActivationState)state);
        return state;
    }
}

/// <summary>One named state of one activation. Its operations run one after another.</summary>
internal sealed class PersistentState<T>(string name, Activation activation, IGrainStorage storage)
    : IPersistentState<T>, IActivationState
{
    private readonly GrainState<T> _state = new(Fresh());
    private Task _last = Task.CompletedTask;
    private Task? _unstartedWrite;
    private bool _isLoaded;

    public T State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists =>
        _isLoaded ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task LoadAsync() => ReadStateAsync();

    public Task ReadStateAsync() => Next(async () =>
    {
        await storage.ReadStateAsync(name, activation.GrainId, _state);
        _isLoaded = true;
    });

    public Task ClearStateAsync() => Next(() => storage.ClearStateAsync(name, activation.GrainId, _state));

    /// <summary>Writes the state as it is when the write starts; writes that wait behind another are one.</summary>
    public Task WriteStateAsync() => _unstartedWrite ??= Next(() =>
    {
        _unstartedWrite = null;
        return storage.WriteStateAsync(name, activation.GrainId, _state);
    });

    private static T Fresh() => typeof(T).IsValueType || typeof(T).IsAbstract || typeof(T) == typeof(string)
        || typeof(T).GetConstructor(Type.EmptyTypes) is null
            ? default!
            : Activator.CreateInstance<T>();

    private Task Next(Func<Task> operation)
    {
        if (Activation.Current != activation)
        {
            throw new InvalidOperationException(
                $"State '{name}' of {activation.GrainId} is used outside its grain's turns.");
        }

        return _last = After(_last, operation);
    }

    private static async Task After(Task previous, Func<Task> operation)
    {
        await Task.Yield();
        await previous.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation();
    }
}
