using System.Linq.Expressions;
using System.Reflection;
using Regional.LocalRuntime.Copying;

namespace Regional.LocalRuntime.Calls;

/// <summary>A method whose answer is a <typeparamref name="T"/> (<see cref="Nothing"/> for a bare task).</summary>
internal sealed class GrainMethod<T> : GrainMethod
{
    private readonly Func<object, object?[], ValueTask<T>> _invoke;
    private readonly bool _returnsValueTask;
    private readonly Copier<T>? _copier;

    public GrainMethod(MethodInfo method, CopierSet copiers)
        : base(method, copiers)
    {
        _invoke = Compile(method);
        _returnsValueTask = method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal);
        _copier = typeof(T) == typeof(Nothing) ? null : copiers.ForResult<T>(method);
    }

    public override object Send(GrainProxy target, object?[] arguments)
    {
        CopyArguments(arguments);
        var call = new Call<T>(target, this, arguments);
        call.FollowCancellation();
        target.Silo.Send(call);
        return _returnsValueTask ? AsValueTask(call.Answer) : call.Answer;
    }

    public ValueTask<T> Invoke(object grain, object?[] arguments) => _invoke(grain, arguments);

    public T CopyResult(T result) => _copier is null ? result : _copier.CopyRoot(result);

    private static object AsValueTask(Task<T> answer) =>
        typeof(T) == typeof(Nothing) ? new ValueTask(answer) : new ValueTask<T>(answer);

    private static Func<object, object?[], ValueTask<T>> Compile(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        return Expression.Lambda<Func<object, object?[], ValueTask<T>>>(Shape(call), grain, arguments).Compile();
    }

    private static MethodCallExpression Shape(MethodCallExpression call) => call.Type switch
    {
        var t when t == typeof(ValueTask<T>) => call,
        var t when t == typeof(Task<T>) => Expression.Call(
            typeof(Nothing), nameof(Nothing.FromTaskOf), [typeof(T)], call),
        var t when t == typeof(Task) => Expression.Call(typeof(Nothing), nameof(Nothing.FromTask), null, call),
        var t when t == typeof(ValueTask) => Expression.Call(
            typeof(Nothing), nameof(Nothing.FromValueTask), null, call),
        var t => throw new NotSupportedException($"{call.Method} returns {t}: a grain method returns a task."),
    };
}
