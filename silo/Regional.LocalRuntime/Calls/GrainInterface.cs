using System.Reflection;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Calls;

/// <summary>A grain interface: its methods and the class that implements it.</summary>
internal sealed class GrainInterface
{
    private readonly Dictionary<MethodInfo, GrainMethod> _methods;
    private readonly GrainProxy _prototype;

    public GrainInterface(Silo silo, Type type, GrainClass implementation, GrainModel model)
    {
        Type = type;
        Class = implementation;
        _methods = type.GetInterfaces().Append(type)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .ToDictionary(m => m, model.Method);
        _prototype = GrainProxy.Prototype(silo, this);
    }

    public Type Type { get; }

    public GrainClass Class { get; }

    public GrainMethod Method(MethodInfo method) => _methods[method];

    public GrainProxy Reference(Orleans.Runtime.GrainId id) => _prototype.For(id);
}
