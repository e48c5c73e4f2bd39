using System.Reflection;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Timers;

namespace Regional.LocalRuntime.Filters;

/// <summary>A timer tick on its way through the filters, under the names it has on Orleans.</summary>
internal sealed class IncomingTick(GrainTimer timer, Activation activation) : IncomingCall(timer, activation)
{
    private static readonly MethodInfo Tick =
        typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!;

    private interface IGrainTimerInvoker
    {
        Task InvokeCallbackAsync();
    }

    public override string InterfaceName => nameof(IGrainTimerInvoker);

    public override MethodInfo InterfaceMethod => Tick;

    public override MethodInfo ImplementationMethod => Tick;

    protected override async ValueTask<object?> InvokeTarget()
    {
        await timer.Tick();
        return null;
    }
}
