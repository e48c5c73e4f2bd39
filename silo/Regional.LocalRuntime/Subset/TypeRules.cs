using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Copying;

namespace Regional.LocalRuntime.Subset;

/// <summary>
/// Which types may cross a grain call: as Orleans, every one has a serializer, down to the last member.
/// </summary>
internal sealed class TypeRules(CopierSet copiers)
{
    private readonly Dictionary<Type, string?> _problems = [];

    public static string NameOf(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var arguments = string.Join(", ", type.GetGenericArguments().Select(NameOf));
        return $"{type.Name.Split('`')[0]}<{arguments}>";
    }

    /// <summary>Why values declared as this type may not cross a call; null when they may.</summary>
    public string? Problem(Type type)
    {
        if (!_problems.TryGetValue(type, out var problem))
        {
            // A type that holds itself is looked at once.
            _problems[type] = null;
            _problems[type] = problem = Find(type);
        }

        return problem;
    }

    /// <summary>What is wrong with the members of a serializable type.</summary>
    public IEnumerable<string> MemberViolations(Type type)
    {
        if (type.IsEnum)
        {
            yield break;
        }

        foreach (var field in MemberLayout.AllFields(type))
        {
            var name = $"{NameOf(type)}.{MemberLayout.PropertyOf(field)?.Name ?? field.Name}";
            if (!MemberLayout.IsMember(type, field))
            {
                yield return $"{name}: no [Id]; the copy would lose it.";
            }
            else if (!field.FieldType.IsGenericParameter && Problem(field.FieldType) is { } problem)
            {
                yield return $"{name} {problem}";
            }
        }

        foreach (var shared in Ids(type).GroupBy(i => i).Where(g => g.Count() > 1))
        {
            yield return $"{NameOf(type)}: two members have [Id({shared.Key})].";
        }

        if (type.BaseType is { } bare && HasFields(bare) && !MemberLayout.IsSerializable(bare))
        {
            yield return $"{NameOf(type)}: its base {bare.Name} has fields and no [GenerateSerializer].";
        }
    }

    private static bool HasFields(Type type) =>
        type != typeof(object) && type != typeof(ValueType) && !typeof(Exception).IsAssignableFrom(type)
        && MemberLayout.AllFields(type).Length > 0;

    private static IEnumerable<uint> Ids(Type type) =>
        from field in MemberLayout.AllFields(type)
        let member = (MemberInfo?)MemberLayout.PropertyOf(field) ?? field
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select id.Id;

    private string? Find(Type type)
    {
        if (copiers.SurrogateOf(type) is { } surrogate)
        {
            return Problem(surrogate) is { } inner ? $"travels as {NameOf(surrogate)}, which {inner}" : null;
        }

        if (type.IsArray || type.IsConstructedGenericType)
        {
            var parts = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
            foreach (var part in parts)
            {
                if (Problem(part) is { } inner)
                {
                    return $"holds {NameOf(part)}, which {inner}";
                }
            }
        }

        if (!IsKnown(type))
        {
            return $"has type {NameOf(type)}, which has no serializer: give it [GenerateSerializer] and [Id]s, or a "
                + "surrogate with a converter.";
        }

        var member = Family(type).SelectMany(MemberViolations).FirstOrDefault();
        return member is null ? null : $"has type {NameOf(type)}; {member}";
    }

    /// <summary>The type and the types that may stand in its place.</summary>
    private static IEnumerable<Type> Family(Type type) => !MemberLayout.IsSerializable(type) ? []
        : type.IsSealed || type.IsValueType ? [type]
        : type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type) && MemberLayout.IsSerializable(t)).Prepend(type);

    private bool IsKnown(Type type) =>
        MemberLayout.IsSerializable(type)
        || (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        || CopierSet.IsCollectionInterface(type)
        || (type is { IsInterface: false } && type != typeof(object)
            && !type.IsDefined(typeof(ImmutableAttribute), inherit: false)
            && !typeof(IAddressable).IsAssignableFrom(type)
            && copiers.CanCopy(type));
}
