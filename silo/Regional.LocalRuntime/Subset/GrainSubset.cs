using System.Reflection;
using Orleans;
using Regional.LocalRuntime.Copying;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Subset;

/// <summary>
/// Holds grains to the part of the programming model that both runtimes share. A host refuses to start with grains
/// outside of it; a test can ask earlier.
/// </summary>
public static class GrainSubset
{
    /// <summary>
    /// What in these assemblies is outside the subset, one readable line each: grain interfaces, grain classes and
    /// serializable types. Converters may come from assemblies they refer to.
    /// </summary>
    public static IReadOnlyList<string> Violations(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var types = assemblies.SelectMany(a => a.GetTypes()).ToArray();
        var rules = new TypeRules(new CopierSet(GrainAssemblies.Find(assemblies)));
        return
        [
            .. types.Where(IsGrainInterface).SelectMany(t => InterfaceRules.Violations(t, rules)),
            .. types.Where(t => t.IsClass && typeof(Grain).IsAssignableFrom(t)).SelectMany(ClassRules.Violations),
            .. types.Where(MemberLayout.IsSerializable).SelectMany(rules.MemberViolations),
        ];
    }

    /// <summary>What the classes of a host, and the interfaces they implement, do outside the subset.</summary>
    internal static IReadOnlyList<string> Violations(IEnumerable<Type> classes, CopierSet copiers)
    {
        var (all, rules) = (classes.ToArray(), new TypeRules(copiers));
        return
        [
            .. all.SelectMany(ClassRules.Violations),
            .. all.SelectMany(c => c.GetInterfaces()).Distinct().Where(IsGrainInterface)
                .SelectMany(t => InterfaceRules.Violations(t, rules)),
        ];
    }

    private static bool IsGrainInterface(Type type) =>
        type.IsInterface && typeof(IGrain).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly;
}
