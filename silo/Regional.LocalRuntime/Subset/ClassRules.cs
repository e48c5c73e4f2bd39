using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;

namespace Regional.LocalRuntime.Subset;

/// <summary>What a grain class may be.</summary>
internal static class ClassRules
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Violations(Type type)
    {
        if (type.IsGenericType)
        {
            yield return $"{type.Name}: a grain class is not generic.";
            yield break;
        }

        if (!type.IsAbstract && !typeof(IGrainWithStringKey).IsAssignableFrom(type))
        {
            yield return $"{type.Name}: a grain class implements an {nameof(IGrainWithStringKey)}.";
        }

        if (!type.IsAbstract && type.GetConstructors().Length != 1)
        {
            yield return $"{type.Name}: a grain class has one public constructor.";
        }

        foreach (var parameter in type.GetConstructors().SelectMany(c => c.GetParameters()))
        {
            if (parameter.IsDefined(typeof(PersistentStateAttribute)) && !IsState(parameter.ParameterType))
            {
                yield return
                    $"{type.Name}: parameter '{parameter.Name}' has [PersistentState] and is no IPersistentState<T>.";
            }
        }

        foreach (var method in type.GetMethods(Own))
        {
            if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            {
                yield return $"{type.Name}.{method.Name}: async void; nobody would see its failure. Return a Task.";
            }
        }
    }

    private static bool IsState(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>);
}
