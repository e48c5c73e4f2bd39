using System.Diagnostics;
using Orleans.Concurrency;
using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(string gate, TimeSpan dueTime, TimeSpan period);

    /// <summary>Ticks that wait at a gate.</summary>
    Task StartWaiting(string gate, TimeSpan period, bool interleave);

    /// <summary>Ticks that take as long as the period.</summary>
    Task StartSlow(string gate, TimeSpan period);

    Task StartFailing(string gate, TimeSpan period);

    Task StartChanging(string gate, TimeSpan dueTime, TimeSpan then);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Occupy(string gate);

    Task DeactivateNow();

    Task<TimeSpan[]> GapsFromEndToStart();

    [AlwaysInterleave]
    Task<bool> IsTickOverlapping();
}

public sealed class TimerGrain : Grain, ITimerGrain
{
    private readonly List<TimeSpan> _gaps = [];
    private IGrainTimer? _timer;
    private long _ended;
    private int _inside;
    private bool _overlapped;

    public Task Start(string gate, TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            static (gate, _) =>
            {
                Gate.Of(gate).Arrive();
                return Task.CompletedTask;
            },
            gate,
            dueTime,
            period);
        return Task.CompletedTask;
    }

    public Task StartWaiting(string gate, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            () => Inside(Gate.Of(gate).Pass),
            new GrainTimerCreationOptions(TimeSpan.Zero, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartSlow(string gate, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async token =>
            {
                if (_ended != 0)
                {
                    _gaps.Add(Stopwatch.GetElapsedTime(_ended));
                }

                await Inside(() => Task.Delay(period, token));
                _ended = Stopwatch.GetTimestamp();
                Gate.Of(gate).Arrive();
            },
            TimeSpan.Zero,
            period);
        return Task.CompletedTask;
    }

    public Task StartFailing(string gate, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                Gate.Of(gate).Arrive();
                throw new TestFault("tick");
            },
            TimeSpan.Zero,
            period);
        return Task.CompletedTask;
    }

    public Task StartChanging(string gate, TimeSpan dueTime, TimeSpan then)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                Gate.Of(gate).Arrive();
                _timer!.Change(then, Timeout.InfiniteTimeSpan);
                return Task.CompletedTask;
            },
            dueTime,
            TimeSpan.FromHours(1));
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Occupy(string gate) => Inside(Gate.Of(gate).Pass);

    public Task DeactivateNow()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<TimeSpan[]> GapsFromEndToStart() => Task.FromResult(_gaps.ToArray());

    public Task<bool> IsTickOverlapping() => Task.FromResult(_overlapped);

    private async Task Inside(Func<Task> work)
    {
        _overlapped |= ++_inside > 1;
        try
        {
            await work();
        }
        finally
        {
            _inside--;
        }
    }
}
