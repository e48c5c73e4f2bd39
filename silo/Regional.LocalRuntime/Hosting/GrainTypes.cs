using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Hosting;

/// <summary>The grain classes of a host and the interfaces they implement.</summary>
internal sealed class GrainTypes(Silo silo, GrainModel model)
{
    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();

    public int Count => model.Classes.Length;

    /// <summary>The interface with the only class that implements it.</summary>
    public GrainInterface Interface(Type type) => _interfaces.GetOrAdd(type, t => Resolve(t, null));

    /// <summary>The interface with the class of that name.</summary>
    public GrainInterface Interface(Type type, GrainType grainType) =>
        model.Classes.Count(c => type.IsAssignableFrom(c.Type)) == 1
            ? Interface(type)
            : Resolve(type, grainType);

    private GrainInterface Resolve(Type type, GrainType? grainType)
    {
        var classes = model.Classes
            .Where(c => type.IsAssignableFrom(c.Type) && (grainType is null || c.GrainType == grainType)).ToArray();
        return classes switch
        {
            [var only] => new GrainInterface(silo, type, only, model),
            [] => throw new ArgumentException($"No grain class implements {type}."),
            _ => throw new ArgumentException(
                $"{type} is implemented by {string.Join(", ", classes.Select(c => c.Type.Name))}: ambiguous."),
        };
    }
}
