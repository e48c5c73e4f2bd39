using Orleans.Runtime;
using Regional.LocalRuntime.Activations;

namespace Orleans;

/// <summary>The base of grain classes: one instance per identity, one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain()
    {
        GrainContext = Activation.Current
            ?? throw new InvalidOperationException("A grain is made by the runtime, inside its activation.");
    }

    public IGrainContext GrainContext { get; }

    /// <summary>The identity as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    protected IGrainFactory GrainFactory => ((Activation)GrainContext).Silo.Factory;

    protected IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>
    /// Runs before the first request; a failure reaches that request's caller and ends the activation.
    /// </summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request; not run when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation once its running requests are done; waiting ones go to a fresh one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from idle collection for a time.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => ((Activation)GrainContext).DelayDeactivation(timeSpan);
}
