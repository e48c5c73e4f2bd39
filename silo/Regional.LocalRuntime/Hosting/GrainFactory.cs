using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Hosting;

/// <summary>Gives references, one object per grain and interface for as long as the cache holds it.</summary>
internal sealed class GrainFactory(Silo silo) : IClusterClient
{
    /// <summary>References kept; beyond it the cache starts anew, since a reference is cheap to make again.</summary>
    private const int CachedCountMax = 100_000;

    private readonly ConcurrentDictionary<(Type, string), GrainProxy> _references = new();
    private int _cachedCount;

    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        if (grainClassNamePrefix is not null)
        {
            throw new NotSupportedException("The subset has one class per grain interface: no class name prefix.");
        }

        return (TGrainInterface)(IAddressable)Reference(typeof(TGrainInterface), primaryKey);
    }

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Reference(grainInterfaceType, grainPrimaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)Reference(typeof(TGrainInterface), grainId);

    /// <summary>A reference to a grain of any class that implements the interface.</summary>
    public object Reference(Type type, GrainId id) => silo.Types.Interface(type, id.Type).Reference(id);

    private GrainProxy Reference(Type type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (_references.TryGetValue((type, key), out var known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _cachedCount) > CachedCountMax)
        {
            _cachedCount = 0;
            _references.Clear();
        }

        var grain = silo.Types.Interface(type);
        return _references.GetOrAdd((type, key), grain.Reference(GrainId.Create(grain.Class.GrainType, key)));
    }
}
