using System.Reflection;
using Orleans;

namespace Regional.LocalRuntime.Hosting;

/// <summary>
/// Finds grain classes and converters: in every assembly, reachable from the program, that uses the model.
/// </summary>
internal static class GrainAssemblies
{
    private static readonly string Model = typeof(Grain).Assembly.GetName().Name!;

    private static readonly string[] Platform = ["System", "Microsoft", "netstandard", "mscorlib", "xunit", "Npgsql"];

    public static IReadOnlyList<Assembly> Find(IEnumerable<Assembly> named)
    {
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var open = new Queue<Assembly>(named.Concat(AppDomain.CurrentDomain.GetAssemblies()));
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            open.Enqueue(entry);
        }

        while (open.TryDequeue(out var assembly))
        {
            if (!assembly.IsDynamic && IsOurs(assembly.GetName()) && found.TryAdd(assembly.FullName!, assembly))
            {
                LoadReferences(assembly, open);
            }
        }

        return [.. found.Values.Where(UsesModel).OrderBy(a => a.FullName, StringComparer.Ordinal)];
    }

    public static IEnumerable<Type> GrainClasses(IEnumerable<Assembly> assemblies) => assemblies
        .SelectMany(a => a.GetTypes())
        .Where(t => t is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(t));

    private static void LoadReferences(Assembly assembly, Queue<Assembly> open)
    {
        foreach (var reference in assembly.GetReferencedAssemblies().Where(IsOurs))
        {
            try
            {
                open.Enqueue(Assembly.Load(reference));
            }
            catch (FileNotFoundException)
            {
                // An optional dependency that was not deployed holds no grains of this host.
            }
        }
    }

    private static bool IsOurs(AssemblyName name) =>
        !Platform.Any(p => name.Name!.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static bool UsesModel(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Any(r => string.Equals(r.Name, Model, StringComparison.Ordinal));
}
