using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Hosting;

/// <summary>The runtime of one host: its grains, what is on its way to them, and its clock.</summary>
internal sealed class Silo
{
    private volatile bool _isOpen;

    public Silo(IServiceProvider services, Dispatcher dispatcher, IOptions<LocalRuntimeOptions> options)
    {
        Services = services;
        Dispatcher = dispatcher;
        ResponseTimeout = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout;
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Log = new SiloLog(services.GetRequiredService<ILoggerFactory>().CreateLogger<Silo>());
        Filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        Types = new GrainTypes(this, GrainModel.For(options.Value.Assemblies));
        Factory = new GrainFactory(this);
        Directory = new GrainDirectory(this);
    }

    public IServiceProvider Services { get; }

    public Dispatcher Dispatcher { get; }

    public TimeProvider Time => Dispatcher.Time;

    public GrainFactory Factory { get; }

    public GrainTypes Types { get; }

    public GrainDirectory Directory { get; }

    public PendingCalls Pending { get; } = new();

    public ImmutableArray<IIncomingGrainCallFilter> Filters { get; }

    public TimeSpan ResponseTimeout { get; }

    public GrainCollectionOptions Collection { get; }

    public SiloLog Log { get; }

    /// <summary>How long activations of this class may be idle.</summary>
    public TimeSpan IdleAge(GrainClass grainClass) =>
        Collection.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var age)
            ? age
            : Collection.CollectionAge;

    public void Open() => _isOpen = true;

    /// <summary>Takes no more calls; who still waits learns that nobody will answer.</summary>
    public void Close()
    {
        _isOpen = false;
        foreach (var call in Pending.Snapshot())
        {
            call.GiveUp(new SiloUnavailableException($"This host stopped while {call} was under way."));
        }
    }

    /// <summary>A call leaves its sender.</summary>
    public void Send(Call call)
    {
        if (!_isOpen)
        {
            throw new SiloUnavailableException($"{call} was not sent: the grain runtime of this host is not running.");
        }

        if (call.IsAnswered)
        {
            return;
        }

        Pending.Add(call);
        Dispatcher.Send(call);
    }

    /// <summary>A call arrives; only now is its activation found or made.</summary>
    public void Receive(Call call)
    {
        var target = call.Target;
        if (target.LastActivation is not { IsAddressable: true } activation)
        {
            activation = Directory.FindOrCreate(target.GrainId, target.Interface.Class);
            target.LastActivation = activation;
        }

        call.Activation = activation;
        activation.Turns.Post(call);
    }

    /// <summary>A time limit by this silo's clock that carries nothing of the request that sets it.</summary>
    public CancellationTokenSource TimeLimit(TimeSpan limit) =>
        AmbientValues.Without(() => new CancellationTokenSource(limit, Time));
}
