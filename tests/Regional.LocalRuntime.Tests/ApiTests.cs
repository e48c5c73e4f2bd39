using System.Reflection;
using System.Runtime.Loader;

namespace Regional.LocalRuntime.Tests;

/// <summary>
/// What stands in Orleans' namespaces must be there in Orleans, with the same face. It runs where the real assemblies
/// are: REGIONAL_ORLEANS_ASSEMBLIES names a folder that holds them and what they need.
/// </summary>
public sealed class ApiTests
{
    private const string FolderVariable = "REGIONAL_ORLEANS_ASSEMBLIES";

    /// <summary>Members that differ and mean the same to who calls them.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["Orleans.Hosting.MemoryGrainStorageSiloBuilderExtensions"] = "an optional action on options of Orleans' own",
    };

    [Fact]
    public void Every_public_member_of_the_stand_in_is_there_in_Orleans()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{FolderVariable} names no folder with the Orleans assemblies.");
        var real = RealTypes(folder!);
        var differences = new List<string>();
        foreach (var type in typeof(Grain).Assembly.GetExportedTypes().Where(StandsForOrleans))
        {
            if (!real.TryGetValue(type.FullName!, out var candidates))
            {
                differences.Add($"{type.FullName}: not in Orleans");
            }
            else if (!Known.ContainsKey(type.FullName!))
            {
                var there = candidates.SelectMany(ApiShape.AllMembers).ToHashSet();
                differences.AddRange(ApiShape.OwnMembers(type).Where(m => !there.Contains(m))
                    .Concat(TypeDifferences(type, candidates[0]))
                    .Select(d => $"{type.FullName}: {d}"));
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static bool StandsForOrleans(Type type) =>
        !type.IsNested && !type.Namespace!.StartsWith("Regional", StringComparison.Ordinal);

    private static IEnumerable<string> TypeDifferences(Type ours, Type theirs)
    {
        if (ours.IsValueType != theirs.IsValueType || ours.IsInterface != theirs.IsInterface)
        {
            yield return "another kind of type";
        }

        if (ours.BaseType is { } bare && ApiShape.NameOf(bare) != ApiShape.NameOf(theirs.BaseType!)
            && theirs.BaseType!.Namespace != "Orleans.Configuration")
        {
            yield return $"base {ApiShape.NameOf(bare)}, in Orleans {ApiShape.NameOf(theirs.BaseType!)}";
        }

        var interfaces = theirs.GetInterfaces().Select(ApiShape.NameOf).ToHashSet();
        foreach (var missing in ours.GetInterfaces().Select(ApiShape.NameOf).Where(i => !interfaces.Contains(i)))
        {
            yield return $"implements {missing}";
        }

        if (ours.IsEnum || !typeof(Attribute).IsAssignableFrom(ours))
        {
            yield break;
        }

        var (usage, real) = (Usage(ours), Usage(theirs));
        if (usage != real)
        {
            yield return $"usable {usage}, in Orleans {real}";
        }
    }

    private static string? Usage(Type attribute) =>
        attribute.GetCustomAttribute<AttributeUsageAttribute>() is { } usage
            ? $"on {usage.ValidOn}, several: {usage.AllowMultiple}, inherited: {usage.Inherited}"
            : null;

    private static Dictionary<string, Type[]> RealTypes(string folder)
    {
        var context = new AssemblyLoadContext("Orleans");
        context.Resolving += (c, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path)
                ? c.LoadFromAssemblyPath(path)
                : null;
        return Directory.GetFiles(folder, "Orleans*.dll").Select(context.LoadFromAssemblyPath)
            .SelectMany(a => a.GetExportedTypes())
            .GroupBy(t => t.FullName!)
            .ToDictionary(g => g.Key, g => g.ToArray());
    }
}
