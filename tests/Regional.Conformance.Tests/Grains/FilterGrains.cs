using System.Collections.Concurrent;
using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Shout(string text);

    Task<string> Whisper(string text);

    Task Fail();

    Task Tick(string gate);
}

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName == nameof(Shout))
        {
            context.Result += " by the grain";
        }
    }

    public Task<string> Shout(string text) => Task.FromResult(text);

    public Task<string> Whisper(string text) => Task.FromResult(text);

    public Task Fail() => throw new TestFault("filtered");

    public Task Tick(string gate)
    {
        this.RegisterGrainTimer(
            () =>
            {
                Gate.Of(gate).Arrive();
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }
}

public sealed record SeenCall(GrainId Target, string Interface, string Method, string Implementation);

/// <summary>Remembers every call, and turns one kind of failure into another.</summary>
public sealed class RecordingFilter : IIncomingGrainCallFilter
{
    public static ConcurrentQueue<SeenCall> Seen { get; } = new();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Seen.Enqueue(new SeenCall(
            context.TargetId, context.InterfaceName, context.MethodName, context.ImplementationMethod.Name));
        try
        {
            await context.Invoke();
        }
        catch (TestFault fault) when (fault.Message == "filtered")
        {
            throw new InvalidOperationException("filtered", fault);
        }
    }
}
