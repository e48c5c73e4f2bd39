using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Hosting;

/// <summary>The grain classes of a host and the interfaces they implement.</summary>
internal sealed class GrainTypes
{
    private readonly Silo _silo;
    private readonly GrainClass[] _classes;
    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();

    public GrainTypes(Silo silo, IEnumerable<Type> classes)
    {
        _silo = silo;
        var ages = silo.Collection.ClassSpecificCollectionAge;
        _classes = [.. classes.Select(c => new GrainClass(c, ages.TryGetValue(c.FullName!, out var age) ? age : null))];
        var shared = _classes.GroupBy(c => c.GrainType).FirstOrDefault(g => g.Count() > 1);
        if (shared is not null)
        {
            throw new InvalidOperationException(
                $"Two grain classes are called '{shared.Key}': {string.Join(", ", shared.Select(c => c.Type))}.");
        }
    }

    public int Count => _classes.Length;

    /// <summary>The interface with the only class that implements it.</summary>
    public GrainInterface Interface(Type type) => _interfaces.GetOrAdd(type, t => Resolve(t, null));

    /// <summary>The interface with the class of that name.</summary>
    public GrainInterface Interface(Type type, GrainType grainType) =>
        Array.FindAll(_classes, c => type.IsAssignableFrom(c.Type)).Length == 1
            ? Interface(type)
            : Resolve(type, grainType);

    private GrainInterface Resolve(Type type, GrainType? grainType)
    {
        var classes = Array.FindAll(
            _classes, c => type.IsAssignableFrom(c.Type) && (grainType is null || c.GrainType == grainType));
        return classes switch
        {
            [var only] => new GrainInterface(_silo, type, only, _silo.Copiers),
            [] => throw new ArgumentException($"No grain class implements {type}."),
            _ => throw new ArgumentException(
                $"{type} is implemented by {string.Join(", ", classes.Select(c => c.Type.Name))}: ambiguous."),
        };
    }
}
