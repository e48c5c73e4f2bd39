using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Copying;
using Regional.LocalRuntime.Subset;

namespace Regional.LocalRuntime.Hosting;

/// <summary>
/// What the program's grains are made of: classes, methods, copiers. It is the same for every silo of the process and
/// costly to find and compile, so it is kept: a simulation starts silos by the hundred.
/// </summary>
internal sealed class GrainModel
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, GrainModel> Known = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<MethodInfo, GrainMethod> _methods = new();

    private GrainModel(IReadOnlyList<Assembly> assemblies)
    {
        Copiers = new CopierSet(assemblies);
        var types = GrainAssemblies.GrainClasses(assemblies).ToArray();
        HoldToSubset(types);
        Classes = [.. types.Select(t => new GrainClass(t))];
        var shared = Classes.GroupBy(c => c.GrainType).FirstOrDefault(g => g.Count() > 1);
        if (shared is not null)
        {
            throw new InvalidOperationException(
                $"Two grain classes are called '{shared.Key}': {string.Join(", ", shared.Select(c => c.Type))}.");
        }
    }

    public CopierSet Copiers { get; }

    public ImmutableArray<GrainClass> Classes { get; }

    public static GrainModel For(IEnumerable<Assembly> named)
    {
        lock (Gate)
        {
            // Loading more assemblies may bring more grains.
            var places = named.Select(a => a.FullName).Order(StringComparer.Ordinal);
            var key = $"{AppDomain.CurrentDomain.GetAssemblies().Count(a => !a.IsDynamic)} {string.Join(';', places)}";
            if (!Known.TryGetValue(key, out var model))
            {
                model = new GrainModel(GrainAssemblies.Find(named));
                Known[key] = model;
            }

            return model;
        }
    }

    public GrainMethod Method(MethodInfo method) =>
        _methods.GetOrAdd(method, static (m, copiers) => GrainMethod.For(m, copiers), Copiers);

    private void HoldToSubset(Type[] classes)
    {
        if (GrainSubset.Violations(classes, Copiers) is { Count: > 0 } violations)
        {
            throw new InvalidOperationException(
                $"These grains are outside the subset of both runtimes:{Environment.NewLine}"
                + string.Join(Environment.NewLine, violations));
        }
    }
}
