using System.Collections.Concurrent;

namespace Regional.Conformance.Tests.Grains;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Shout(string text);

    Task<string> Whisper(string text);
}

public sealed class FilteredGrain : Grain, IFilteredGrain
{
    public Task<string> Shout(string text) => Task.FromResult(text);

    public Task<string> Whisper(string text) => Task.FromResult(text);
}

public sealed class RecordingFilter : IIncomingGrainCallFilter
{
    public static ConcurrentQueue<(GrainId Target, string Method)> Seen { get; } = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        Seen.Enqueue((context.TargetId, context.MethodName));
        return context.Invoke();
    }
}
