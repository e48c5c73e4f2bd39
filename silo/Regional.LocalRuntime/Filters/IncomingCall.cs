using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Filters;

/// <summary>Takes one call through the filters: the silo's in order, then the grain's own.</summary>
internal sealed class IncomingCall<T>(Call<T> call, Activation activation, GrainMethod<T> method)
    : IIncomingGrainCallContext
{
    private int _stage;

    public object Grain => activation.Instance;

    public GrainId? SourceId => call.SourceId;

    public GrainId TargetId => activation.GrainId;

    public string InterfaceName => call.Target.Interface.Type.FullName!;

    public string MethodName => method.Name;

    public MethodInfo InterfaceMethod => method.Info;

    public object? Result { get; set; }

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = activation.Class.Type.GetInterfaceMap(method.Info.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method.Info)];
        }
    }

    public async Task Invoke()
    {
        var filters = activation.Silo.Filters;
        var stage = _stage++;
        if (stage < filters.Length)
        {
            await filters[stage].Invoke(this);
        }
        else if (stage == filters.Length && activation.Instance is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            Result = await method.Invoke(activation.Instance, call.Arguments);
        }
    }
}

/// <summary>Runs a call through its filters and returns what they leave as the result.</summary>
internal static class IncomingCall
{
    public static async ValueTask<T> RunAsync<T>(Call<T> call, Activation activation, GrainMethod<T> method)
    {
        var context = new IncomingCall<T>(call, activation, method);
        await context.Invoke();
        return context.Result is T result ? result : default!;
    }
}
