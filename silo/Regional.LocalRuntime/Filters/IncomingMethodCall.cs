using System.Reflection;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Filters;

/// <summary>A call of a grain method on its way through the filters.</summary>
internal sealed class IncomingMethodCall<T>(Call<T> call, Activation activation, GrainMethod<T> method)
    : IncomingCall(call, activation)
{
    private readonly Activation _activation = activation;

    public override string InterfaceName => call.Target.Interface.Type.FullName!;

    public override MethodInfo InterfaceMethod => method.Info;

    public override MethodInfo ImplementationMethod
    {
        get
        {
            var map = _activation.Class.Type.GetInterfaceMap(method.Info.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method.Info)];
        }
    }

    public async ValueTask<T> RunAsync()
    {
        await Invoke();
        return Result is T result ? result : default!;
    }

    protected override async ValueTask<object?> InvokeTarget() =>
        await method.Invoke(_activation.Instance, call.Arguments);
}
