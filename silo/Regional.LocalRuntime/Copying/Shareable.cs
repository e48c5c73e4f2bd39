using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using Orleans;
using Orleans.Runtime;

namespace Regional.LocalRuntime.Copying;

/// <summary>Which types need no copy, because nobody can change their values.</summary>
internal static class Shareable
{
    private static readonly HashSet<Type> Known =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(Version), typeof(Type), typeof(BigInteger), typeof(Int128),
        typeof(UInt128), typeof(Half), typeof(Index), typeof(Range), typeof(CancellationToken), typeof(IPAddress),
        typeof(IPEndPoint), typeof(GrainId), typeof(GrainType), typeof(IdSpan),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>),
        typeof(ImmutableDictionary<,>), typeof(KeyValuePair<,>),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>),
        typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    public static bool Is(Type type, CopierSet copiers) => Is(type, copiers, []);

    private static bool Is(Type type, CopierSet copiers, HashSet<Type> open)
    {
        if (copiers.HasConverter(type) || !open.Add(type))
        {
            return false;
        }

        var shared = type.IsPrimitive || type.IsEnum || Known.Contains(type)
            || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
            || typeof(Exception).IsAssignableFrom(type) || typeof(IAddressable).IsAssignableFrom(type)
            || IsContainer(type, copiers, open) || IsPlainStruct(type, copiers, open);
        open.Remove(type);
        return shared;
    }

    private static bool IsContainer(Type type, CopierSet copiers, HashSet<Type> open) =>
        type.IsConstructedGenericType && Containers.Contains(type.GetGenericTypeDefinition())
        && Array.TrueForAll(type.GetGenericArguments(), argument => Is(argument, copiers, open));

    /// <summary>A struct that crosses whole and holds only such values is copied by assigning it.</summary>
    private static bool IsPlainStruct(Type type, CopierSet copiers, HashSet<Type> open) =>
        type.IsValueType && MemberLayout.IsSerializable(type)
        && Array.TrueForAll(
            MemberLayout.AllFields(type), f => MemberLayout.IsMember(type, f) && Is(f.FieldType, copiers, open));
}
