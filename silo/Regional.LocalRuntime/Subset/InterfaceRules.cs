using System.Reflection;
using Orleans;

namespace Regional.LocalRuntime.Subset;

/// <summary>What a grain interface may say.</summary>
internal static class InterfaceRules
{
    private static readonly Type[] Returns = [typeof(Task<>), typeof(ValueTask<>)];

    public static IEnumerable<string> Violations(Type type, TypeRules rules)
    {
        if (type.IsGenericType)
        {
            return [$"{type.Name}: a grain interface is not generic."];
        }

        var violations = new List<string>();
        if (!typeof(IGrainWithStringKey).IsAssignableFrom(type))
        {
            violations.Add($"{type.Name}: grains have string keys; derive from {nameof(IGrainWithStringKey)}.");
        }

        if (type.GetProperties().Length > 0 || type.GetEvents().Length > 0)
        {
            violations.Add($"{type.Name}: a grain interface has methods only.");
        }

        violations.AddRange(type.GetMethods().Where(m => !m.IsSpecialName)
            .SelectMany(m => MethodViolations(m, rules).Select(v => $"{type.Name}.{m.Name}: {v}")));
        return violations;
    }

    private static IEnumerable<string> MethodViolations(MethodInfo method, TypeRules rules)
    {
        if (method.IsGenericMethod)
        {
            yield return "a grain method is not generic.";
            yield break;
        }

        if (method.IsStatic || !method.IsAbstract)
        {
            yield return "a grain method has no body in its interface.";
        }

        if (!TryAnswer(method.ReturnType, out var answer))
        {
            var returned = TypeRules.NameOf(method.ReturnType);
            yield return $"returns {returned}; return Task, Task<T>, ValueTask or ValueTask<T>.";
        }
        else if (answer is not null && rules.Problem(answer) is { } problem)
        {
            yield return $"the result {problem}";
        }

        var parameters = method.GetParameters();
        foreach (var parameter in parameters)
        {
            if (ParameterProblem(parameter, isLast: parameter.Position == parameters.Length - 1, rules) is { } problem)
            {
                yield return $"parameter '{parameter.Name}' {problem}";
            }
        }
    }

    private static bool TryAnswer(Type type, out Type? answer)
    {
        answer = type.IsConstructedGenericType && Returns.Contains(type.GetGenericTypeDefinition())
            ? type.GetGenericArguments()[0]
            : null;
        return answer is not null || type == typeof(Task) || type == typeof(ValueTask);
    }

    private static string? ParameterProblem(ParameterInfo parameter, bool isLast, TypeRules rules)
    {
        if (parameter.ParameterType.IsByRef)
        {
            return "is passed by reference; arguments travel by value.";
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return isLast ? null : "is a cancellation token and not the last.";
        }

        return rules.Problem(parameter.ParameterType);
    }
}
