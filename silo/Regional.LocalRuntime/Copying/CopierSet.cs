using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Orleans;
using Orleans.Serialization;

namespace Regional.LocalRuntime.Copying;

/// <summary>The copiers of one host, made when first needed.</summary>
internal sealed class CopierSet
{
    private static readonly Dictionary<Type, Type> Collections = new()
    {
        [typeof(List<>)] = typeof(ListCopier<>),
        [typeof(HashSet<>)] = typeof(HashSetCopier<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryCopier<,>),
        [typeof(ImmutableArray<>)] = typeof(ImmutableArrayCopier<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListCopier<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryCopier<,>),
        [typeof(Nullable<>)] = typeof(NullableCopier<>),
    };

    private static readonly Dictionary<Type, Type> Interfaces = new()
    {
        [typeof(IEnumerable<>)] = typeof(ListInterfaceCopier<,>),
        [typeof(IReadOnlyCollection<>)] = typeof(ListInterfaceCopier<,>),
        [typeof(IReadOnlyList<>)] = typeof(ListInterfaceCopier<,>),
        [typeof(ICollection<>)] = typeof(ListInterfaceCopier<,>),
        [typeof(IList<>)] = typeof(ListInterfaceCopier<,>),
        [typeof(ISet<>)] = typeof(SetInterfaceCopier<,>),
        [typeof(IReadOnlySet<>)] = typeof(SetInterfaceCopier<,>),
        [typeof(IDictionary<,>)] = typeof(DictionaryInterfaceCopier<,,>),
        [typeof(IReadOnlyDictionary<,>)] = typeof(DictionaryInterfaceCopier<,,>),
    };

    private readonly ConcurrentDictionary<Type, Copier> _copiers = new();
    private readonly Dictionary<Type, (Type Converter, Type Surrogate)> _converters = [];

    public CopierSet(IEnumerable<Assembly> assemblies)
    {
        var converters =
            from type in assemblies.SelectMany(a => a.GetTypes())
            where type.IsDefined(typeof(RegisterConverterAttribute), inherit: false)
            from contract in type.GetInterfaces()
            where contract.IsConstructedGenericType && contract.GetGenericTypeDefinition() == typeof(IConverter<,>)
            select (type, contract.GetGenericArguments());
        foreach (var (converter, arguments) in converters)
        {
            _converters.Add(arguments[0], (converter, arguments[1]));
        }
    }

    public bool HasConverter(Type type) => _converters.ContainsKey(type);

    /// <summary>The surrogate that a type travels as, or null.</summary>
    public Type? SurrogateOf(Type type) => _converters.TryGetValue(type, out var found) ? found.Surrogate : null;

    public Copier<T> For<T>() => (Copier<T>)For(typeof(T));

    public Copier For(Type type) => _copiers.GetOrAdd(type, Make);

    /// <summary>The copier of a value's own type, which must be one that crosses calls.</summary>
    public Copier ForRuntimeType(Type type) => TryForRuntimeType(type) ?? throw NotFound(type);

    /// <summary>The copier of a value's own type, or null when it is not one that crosses calls.</summary>
    public Copier? TryForRuntimeType(Type type) =>
        _copiers.TryGetValue(type, out var known) ? known : type == typeof(object) || !CanCopy(type) ? null : For(type);

    /// <summary>Whether values may be declared as this interface of a collection.</summary>
    public static bool IsCollectionInterface(Type type) =>
        type.IsConstructedGenericType && Interfaces.ContainsKey(type.GetGenericTypeDefinition());

    /// <summary>Null where the parameter's values are shared.</summary>
    public Copier? ForParameter(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ImmutableAttribute)) ? null : NullIfShared(For(parameter.ParameterType));

    public Copier<T>? ForResult<T>(MethodInfo method) =>
        method.ReturnParameter.IsDefined(typeof(ImmutableAttribute)) ? null : (Copier<T>?)NullIfShared(For<T>());

    /// <summary>Whether values declared as this type may cross a call.</summary>
    public bool CanCopy(Type type) => Shareable.Is(type, this) || CopierType(type) is not null;

    private static Copier? NullIfShared(Copier copier) => copier.IsShared ? null : copier;

    private static CodecNotFoundException NotFound(Type type) => new(
        $"A value of type {type} cannot cross a grain call: give the type [GenerateSerializer], or use an array, a "
        + "List or an ImmutableArray in its place.");

    private Copier Make(Type type)
    {
        if (Shareable.Is(type, this))
        {
            return (Copier)Activator.CreateInstance(typeof(SharedCopier<>).MakeGenericType(type))!;
        }

        if (_converters.TryGetValue(type, out var found))
        {
            var surrogate = typeof(SurrogateCopier<,>).MakeGenericType(type, found.Surrogate);
            return (Copier)Activator.CreateInstance(surrogate, Activator.CreateInstance(found.Converter), this)!;
        }

        return (Copier)Activator.CreateInstance(CopierType(type) ?? throw NotFound(type), this)!;
    }

    private Type? CopierType(Type type) => type switch
    {
        _ when HasConverter(type) => typeof(SurrogateCopier<,>),
        { IsSZArray: true } => typeof(ArrayCopier<>).MakeGenericType(type.GetElementType()!),
        { IsConstructedGenericType: true } when Collections.TryGetValue(type.GetGenericTypeDefinition(), out var copier)
            => copier.MakeGenericType(type.GetGenericArguments()),
        { IsConstructedGenericType: true } when IsTuple(type.GetGenericTypeDefinition())
            => typeof(TupleCopier<>).MakeGenericType(type),
        { IsConstructedGenericType: true } when Interfaces.TryGetValue(type.GetGenericTypeDefinition(), out var copier)
            => copier.MakeGenericType([type, .. type.GetGenericArguments()]),
        { IsInterface: true } => typeof(RuntimeTypeCopier<>).MakeGenericType(type),
        { IsAbstract: true } when MemberLayout.IsSerializable(type)
            => typeof(RuntimeTypeCopier<>).MakeGenericType(type),
        _ when type == typeof(object) => typeof(RuntimeTypeCopier<object>),
        _ when MemberLayout.IsSerializable(type) => typeof(MemberCopier<>).MakeGenericType(type),
        _ => null,
    };

    private static bool IsTuple(Type definition) =>
        definition == typeof(KeyValuePair<,>)
        || (string.Equals(definition.Namespace, "System", StringComparison.Ordinal)
            && (definition.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
                || definition.Name.StartsWith("Tuple`", StringComparison.Ordinal)));
}
