using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class TimerTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_timer_ticks_at_its_due_time_and_every_period_after()
    {
        var gate = NewKey();
        await Fresh<ITimerGrain>().Start(gate, TimeSpan.Zero, Short);
        await Gate.Of(gate).WaitForArrivals(3);
    }

    [Fact]
    public async Task A_timer_without_period_ticks_once()
    {
        var gate = NewKey();
        await Fresh<ITimerGrain>().Start(gate, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Gate.Of(gate).WaitForArrivals();
        Assert.False(await Gate.Of(gate).ArrivesWithin(Quiet));
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        var (grain, gate) = (Fresh<ITimerGrain>(), NewKey());
        await grain.Start(gate, TimeSpan.Zero, Short);
        await Gate.Of(gate).WaitForArrivals();
        await grain.Stop();
        var arrived = Gate.Of(gate).Arrived;
        await Task.Delay(Quiet);
        Assert.Equal(arrived, Gate.Of(gate).Arrived);
    }

    [Fact]
    public async Task Ticks_never_overlap_and_the_period_counts_from_the_end_of_a_tick()
    {
        var (grain, gate) = (Fresh<ITimerGrain>(), NewKey());
        var period = TimeSpan.FromMilliseconds(100);
        await grain.StartSlow(gate, period);
        await Gate.Of(gate).WaitForArrivals(4);
        Assert.False(await grain.IsTickOverlapping());
        var gaps = await grain.GapsFromEndToStart();
        Assert.All(gaps, gap => Assert.True(gap > period * 0.9, $"{gap} after the end of the tick before"));
    }

    [Fact]
    public async Task A_tick_waits_for_the_request_under_way()
    {
        var (grain, gate, tick) = (Fresh<ITimerGrain>(), NewKey(), NewKey());
        await grain.Start(tick, TimeSpan.FromMilliseconds(100), Timeout.InfiniteTimeSpan);
        var occupying = grain.Occupy(gate);
        await Gate.Of(gate).WaitForArrivals();
        Assert.False(await Gate.Of(tick).ArrivesWithin(Quiet));
        Gate.Of(gate).Open();
        await occupying.WaitAsync(Bound);
        await Gate.Of(tick).WaitForArrivals();
    }

    [Fact]
    public async Task A_request_waits_for_the_tick_under_way()
    {
        var (grain, gate, tick) = (Fresh<ITimerGrain>(), NewKey(), NewKey());
        await grain.StartWaiting(tick, Timeout.InfiniteTimeSpan, interleave: false);
        await Gate.Of(tick).WaitForArrivals();
        var occupying = grain.Occupy(gate);
        Assert.False(await Gate.Of(gate).ArrivesWithin(Quiet));
        Gate.Of(tick).Open();
        await Gate.Of(gate).WaitForArrivals();
        Gate.Of(gate).Open();
        await occupying.WaitAsync(Bound);
    }

    [Fact]
    public async Task Interleaving_ticks_do_not_wait()
    {
        var (grain, gate, tick) = (Fresh<ITimerGrain>(), NewKey(), NewKey());
        await grain.StartWaiting(tick, Timeout.InfiniteTimeSpan, interleave: true);
        await Gate.Of(tick).WaitForArrivals();
        var occupying = grain.Occupy(gate);
        await Gate.Of(gate).WaitForArrivals();
        Gate.Of(gate).Open();
        await occupying.WaitAsync(Bound);
        Gate.Of(tick).Open();
    }

    [Fact]
    public async Task A_failing_tick_does_not_stop_the_timer()
    {
        var gate = NewKey();
        await Fresh<ITimerGrain>().StartFailing(gate, Short);
        await Gate.Of(gate).WaitForArrivals(3);
    }

    [Fact]
    public async Task A_change_takes_effect_at_once_and_inside_a_tick_at_its_end()
    {
        var (grain, gate, other) = (Fresh<ITimerGrain>(), NewKey(), NewKey());
        await grain.Start(gate, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await grain.Change(Short, TimeSpan.FromHours(1));
        await Gate.Of(gate).WaitForArrivals();
        await Fresh<ITimerGrain>().StartChanging(other, TimeSpan.Zero, Short);
        await Gate.Of(other).WaitForArrivals(3);
    }

    [Fact]
    public async Task A_timer_dies_with_its_activation()
    {
        var (grain, gate) = (Fresh<ITimerGrain>(), NewKey());
        await grain.Start(gate, TimeSpan.Zero, Short);
        await Gate.Of(gate).WaitForArrivals();
        await grain.DeactivateNow();
        await grain.IsTickOverlapping();
        var arrived = Gate.Of(gate).Arrived;
        await Task.Delay(Quiet);
        Assert.Equal(arrived, Gate.Of(gate).Arrived);
    }
}
