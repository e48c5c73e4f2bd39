using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Filters;

/// <summary>Takes one request through the filters: the silo's in order, then the grain's own, then the grain.</summary>
internal abstract class IncomingCall(Request request, Activation activation) : IIncomingGrainCallContext
{
    private int _stage;

    public object Grain => activation.Instance;

    public GrainId? SourceId => request.SourceId;

    public GrainId TargetId => activation.GrainId;

    public abstract string InterfaceName { get; }

    public string MethodName => InterfaceMethod.Name;

    public abstract MethodInfo InterfaceMethod { get; }

    public abstract MethodInfo ImplementationMethod { get; }

    public object? Result { get; set; }

    public IGrainContext TargetContext => activation;

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
            Result = await InvokeTarget();
        }
    }

    protected abstract ValueTask<object?> InvokeTarget();
}
