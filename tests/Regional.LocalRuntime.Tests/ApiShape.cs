using System.Reflection;

namespace Regional.LocalRuntime.Tests;

/// <summary>A type's public face as text, so that two assemblies' types can be compared.</summary>
internal static class ApiShape
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private const BindingFlags Declared = All | BindingFlags.DeclaredOnly;

    /// <summary>What the type itself declares for others.</summary>
    public static IEnumerable<string> OwnMembers(Type type) => Members(type, Declared);

    /// <summary>What others find on the type, from its bases and interfaces too.</summary>
    public static HashSet<string> AllMembers(Type type) =>
    [
        .. Members(type, All),
        .. type.GetInterfaces().SelectMany(i => Members(i, Declared)),
    ];

    public static string NameOf(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray || type.IsByRef)
        {
            return NameOf(type.GetElementType()!) + (type.IsByRef ? "&" : "[]");
        }

        var name = $"{type.Namespace}.{type.Name}";
        return type.IsGenericType ? $"{name}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>" : name;
    }

    private static IEnumerable<string> Members(Type type, BindingFlags flags) => type.IsEnum
        ? Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n))}")
        :
        [
            .. type.GetConstructors(flags).Where(IsSeen).Select(c => $"new({Parameters(c)})"),
            .. type.GetMethods(flags).Where(m => IsSeen(m) && !IsOfTheCompiler(m)).Select(Method),
            .. type.GetFields(flags).Where(f => f.IsPublic || f.IsFamily)
                .Select(f => $"{NameOf(f.FieldType)} {f.Name}"),
        ];

    private static bool IsSeen(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !(method.IsConstructor && method.IsStatic);

    private static bool IsOfTheCompiler(MethodInfo method) =>
        method.DeclaringType == typeof(object) || method.Name.Contains('<', StringComparison.Ordinal);

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod
            ? $"<{string.Join(",", method.GetGenericArguments().Select(a => $"{a.Name}:{Constraints(a)}"))}>"
            : string.Empty;
        var kind = method.IsStatic ? "static " : string.Empty;
        return $"{kind}{NameOf(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Constraints(Type argument) => string.Join(
        "&",
        argument.GetGenericParameterConstraints().Select(NameOf).Order(StringComparer.Ordinal)
            .Append($"{argument.GenericParameterAttributes & GenericParameterAttributes.SpecialConstraintMask}"));

    private static string Parameters(MethodBase method) => string.Join(
        ", ",
        method.GetParameters().Select(p => $"{NameOf(p.ParameterType)} {p.Name}{Default(p)}"));

    private static string Default(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : string.Empty;
}
