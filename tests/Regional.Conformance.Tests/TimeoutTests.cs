using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class TimeoutTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task The_caller_gives_up_after_the_response_time_and_the_grain_runs_on()
    {
        var (grain, gate, after) = (Fresh<ISlowGrain>(), NewKey(), NewKey());
        var call = grain.WaitAt(gate, after);
        await Gate.Of(gate).WaitForArrivals();
        await Assert.ThrowsAsync<TimeoutException>(() => call).WaitAsync(Bound);
        Gate.Of(gate).Open();
        await Gate.Of(after).WaitForArrivals();
    }

    [Fact]
    public async Task A_request_that_times_out_in_the_queue_is_never_started()
    {
        var (grain, gate, other, after) = (Fresh<ISlowGrain>(), NewKey(), NewKey(), NewKey());
        var first = grain.WaitAt(gate, after);
        await Gate.Of(gate).WaitForArrivals();
        var second = grain.WaitAt(other, after);
        await Assert.ThrowsAsync<TimeoutException>(() => first).WaitAsync(Bound);
        await Assert.ThrowsAsync<TimeoutException>(() => second).WaitAsync(Bound);
        Gate.Of(gate).Open();
        await Gate.Of(after).WaitForArrivals();
        await grain.Touch(CancellationToken.None);
        Assert.Equal(0, Gate.Of(other).Arrived);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_and_reaches_the_grain()
    {
        var (grain, gate, after) = (Fresh<ISlowGrain>(), NewKey(), NewKey());
        using var stop = new CancellationTokenSource();
        var call = grain.WaitForCancellation(gate, after, stop.Token);
        await Gate.Of(gate).WaitForArrivals();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WaitAsync(Bound);
        await Gate.Of(after).WaitForArrivals();
    }

    [Fact]
    public async Task A_time_out_does_not_cancel_the_grains_token()
    {
        var (grain, gate, after) = (Fresh<ISlowGrain>(), NewKey(), NewKey());
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitBriefly(gate, after, stop.Token)).WaitAsync(Bound);
        Assert.False(await Gate.Of(after).ArrivesWithin(TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_in_the_queue_is_not_started_once_the_grain_knows()
    {
        var (grain, gate, other, after) = (Fresh<ISlowGrain>(), NewKey(), NewKey(), NewKey());
        using var stop = new CancellationTokenSource();
        var first = grain.WaitAt(gate, after);
        await Gate.Of(gate).WaitForArrivals();
        var second = grain.WaitForCancellation(other, after, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second).WaitAsync(Bound);
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        Gate.Of(gate).Open();
        await first.WaitAsync(Bound);
        await grain.Touch(CancellationToken.None);
        Assert.Equal(0, Gate.Of(other).Arrived);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_is_not_made()
    {
        var (grain, gate) = (Fresh<ISlowGrain>(), NewKey());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => grain.WaitForCancellation(gate, NewKey(), new CancellationToken(canceled: true))).WaitAsync(Bound);
        Assert.Equal(0, Gate.Of(gate).Arrived);
    }
}
