using System.Collections.Concurrent;
using Orleans.Runtime;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Activations;

/// <summary>Which activation speaks for which grain.</summary>
internal sealed class GrainDirectory(Silo silo)
{
    /// <summary>Fixed and not by processor: a simulation walks the activations in the same order everywhere.</summary>
    private const int LockCount = 16;

    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new(LockCount, 1_021);

    public int Count => _activations.Count;

    public IEnumerable<Activation> All => _activations.Values;

    public Activation? Find(GrainId id) => _activations.GetValueOrDefault(id);

    public Activation FindOrCreate(GrainId id, GrainClass grainClass)
    {
        if (_activations.TryGetValue(id, out var known))
        {
            return known;
        }

        return _activations.GetOrAdd(
            id, static (id, made) => new Activation(made.silo, made.grainClass, id), (silo, grainClass));
    }

    public void Remove(Activation activation) =>
        _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
}
