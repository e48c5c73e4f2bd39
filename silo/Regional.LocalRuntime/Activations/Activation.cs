using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Activations;

/// <summary>
/// One grain in memory. Everything in it belongs to its turns and needs no lock; other threads only post.
/// Its life is in Lifecycle, who may run when in Admission.
/// </summary>
internal sealed partial class Activation : IGrainContext
{
    [ThreadStatic]
    private static Activation? t_current;

    private AsyncServiceScope? _scope;

    public Activation(Silo silo, GrainClass grainClass, GrainId id)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = id;
        Turns = new TurnQueue(silo.Dispatcher, this);
        silo.Dispatcher.Added(Turns);
        _lastBusy = silo.Time.GetTimestamp();
    }

    /// <summary>The activation whose turn this thread is running.</summary>
    public static Activation? Current
    {
        get => t_current;
        set => t_current = value;
    }

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public TurnQueue Turns { get; }

    public object? GrainInstance { get; private set; }

    public object Instance => GrainInstance!;

    /// <summary>Whether calls pass through filters.</summary>
    public bool IsFiltered => Silo.Filters.Length > 0 || GrainInstance is IIncomingGrainCallFilter;

    /// <summary>The activation's own scope, made when first asked for.</summary>
    public IServiceProvider ActivationServices =>
        (_scope ??= Silo.Services.CreateAsyncScope()).ServiceProvider;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{GrainId} ({_stage})";
}
