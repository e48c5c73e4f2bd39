using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Regional.LocalRuntime.Copying;

namespace Regional.LocalRuntime.Calls;

/// <summary>One method of a grain interface: how it is called and how its arguments are copied.</summary>
internal abstract class GrainMethod
{
    private readonly Copier?[] _copiers;

    private protected GrainMethod(MethodInfo method, CopierSet copiers)
    {
        Info = method;
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        var parameters = method.GetParameters();
        CancellationIndex = Array.FindIndex(parameters, p => p.ParameterType == typeof(CancellationToken));
        _copiers = [.. parameters.Select(p => copiers.ForParameter(p))];
    }

    public MethodInfo Info { get; }

    public string Name => Info.Name;

    public bool IsAlwaysInterleave { get; }

    public bool IsReadOnly { get; }

    public TimeSpan? Timeout { get; }

    /// <summary>Which argument is the caller's cancellation token; −1 for none.</summary>
    public int CancellationIndex { get; }

    public static GrainMethod For(MethodInfo method, CopierSet copiers)
    {
        var answer = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(Nothing);
        var type = typeof(GrainMethod<>).MakeGenericType(answer);
        return (GrainMethod)Activator.CreateInstance(type, method, copiers)!;
    }

    /// <summary>Sends a call and returns what the interface's method returns.</summary>
    public abstract object Send(GrainProxy target, object?[] arguments);

    /// <summary>Puts copies in the place of arguments that the caller could still change.</summary>
    protected void CopyArguments(object?[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (_copiers[i] is { } copier && arguments[i] is { } value)
            {
                arguments[i] = copier.CopyRoot(value);
            }
        }
    }
}
