using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Regional.LocalRuntime.Copying;

/// <summary>
/// The fields of a type that cross a call: those behind its members with an <see cref="IdAttribute"/>.
/// </summary>
internal static class MemberLayout
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool IsSerializable(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    /// <summary>Fields of the type and of its serializable bases.</summary>
    public static IReadOnlyList<FieldInfo> Fields(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (IsSerializable(level))
            {
                fields.AddRange(AllFields(level).Where(f => IsMember(level, f)));
            }
        }

        return fields;
    }

    /// <summary>Every field that the type itself declares.</summary>
    public static FieldInfo[] AllFields(Type type) => type.GetFields(Own);

    /// <summary>The property whose value the field holds, or null.</summary>
    public static PropertyInfo? PropertyOf(FieldInfo field)
    {
        var name = field.Name;
        return name.StartsWith('<') && name.EndsWith(">k__BackingField", StringComparison.Ordinal)
            ? field.DeclaringType!.GetProperty(name[1..name.IndexOf('>', StringComparison.Ordinal)], Own)
            : null;
    }

    public static bool IsMember(Type type, FieldInfo field) =>
        field.IsDefined(typeof(IdAttribute))
        || (PropertyOf(field) is { } property
            && (property.IsDefined(typeof(IdAttribute)) || IsPositional(type, property)));

    /// <summary>Positional members of a record have their position for an id.</summary>
    private static bool IsPositional(Type type, PropertyInfo property) =>
        type.GetCustomAttribute<GenerateSerializerAttribute>()!.IncludePrimaryConstructorParameters
        && IsRecord(type)
        && type.GetConstructors(Own).Any(c => IsPrimary(c, type)
            && c.GetParameters().Any(p => string.Equals(p.Name, property.Name, StringComparison.Ordinal)));

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Own) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsPrimary(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is { Length: > 0 } parameters
        && Array.TrueForAll(parameters, p => type.GetProperty(p.Name!, Own)?.PropertyType == p.ParameterType);
}
