using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Calls;

/// <summary>A reference to a grain: implements the grain's interface and sends its calls.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it at run time.")]
internal class GrainProxy : DispatchProxy, IAddressable, IEquatable<GrainProxy>
{
    public Silo Silo { get; private set; } = null!;

    public GrainInterface Interface { get; private set; } = null!;

    public GrainId GrainId { get; private set; }

    /// <summary>Where the last call went; only a hint, the directory decides.</summary>
    public Activation? LastActivation { get; set; }

    public static GrainProxy Prototype(Silo silo, GrainInterface type)
    {
        var proxy = (GrainProxy)Create(type.Type, typeof(GrainProxy));
        proxy.Silo = silo;
        proxy.Interface = type;
        return proxy;
    }

    public GrainProxy For(GrainId id)
    {
        var proxy = (GrainProxy)MemberwiseClone();
        proxy.GrainId = id;
        return proxy;
    }

    public bool Equals(GrainProxy? other) =>
        other is not null && GrainId == other.GrainId && Interface == other.Interface;

    public override bool Equals(object? obj) => Equals(obj as GrainProxy);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{Interface.Type.Name}({GrainId})";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Interface.Method(targetMethod!).Send(this, args ?? []);
}
