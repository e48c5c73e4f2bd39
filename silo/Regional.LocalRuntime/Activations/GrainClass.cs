using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Regional.LocalRuntime.State;

namespace Regional.LocalRuntime.Activations;

/// <summary>A grain class: its name, its rules, and how an instance is made.</summary>
internal sealed class GrainClass
{
    private readonly ParameterInfo[] _own;
    private readonly ObjectFactory _factory;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        _own = [.. Constructor(type).GetParameters().Where(IsOwn)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. _own.Select(p => p.ParameterType)]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>Makes the instance, inside the activation's turn.</summary>
    public object Create(Activation activation) =>
        _factory(activation.ActivationServices, [.. _own.Select(p => OwnArgument(p, activation))]);

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
        {
            return named.GetGrainType(null!, type);
        }

        var name = type.Name.ToLowerInvariant();
        const string Suffix = "grain";
        return GrainType.Create(name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name[..^Suffix.Length]
            : name);
    }

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
        ?? throw new InvalidOperationException($"Grain class {type} has no public constructor.");

    private static bool IsOwn(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(IGrainContext) || parameter.IsDefined(typeof(PersistentStateAttribute));

    private static object OwnArgument(ParameterInfo parameter, Activation activation) =>
        parameter.ParameterType == typeof(IGrainContext) ? activation : PersistentState.For(parameter, activation);
}
