using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Tests;

public sealed class CycleTests
{
    [Fact]
    public async Task A_call_back_into_a_grain_that_waits_fails_at_once()
    {
        await using var host = await LocalHost.StartAsync();
        var fault = await Assert.ThrowsAsync<CallCycleException>(
            () => host.Grains.GetGrain<ICycleGrain>("a").Walk(["b", "c", "a"])).WaitAsync(LocalHost.Bound);
        Assert.Contains(
            "cycle/a.Walk -> cycle/b.Walk -> cycle/c.Walk -> cycle/a.Walk", fault.Message, StringComparison.Ordinal);
        Assert.Equal("b", await host.Grains.GetGrain<ICycleGrain>("a").Walk(["c", "b"]));
    }

    [Fact]
    public async Task A_grain_that_calls_itself_fails_at_once()
    {
        await using var host = await LocalHost.StartAsync();
        await Assert.ThrowsAsync<CallCycleException>(
            () => host.Grains.GetGrain<ICycleGrain>("a").Walk(["a"])).WaitAsync(LocalHost.Bound);
    }

    [Fact]
    public async Task A_grain_that_calls_itself_while_it_activates_fails_at_once()
    {
        await using var host = await LocalHost.StartAsync();
        await Assert.ThrowsAsync<CallCycleException>(
            () => host.Grains.GetGrain<IActivationCycleGrain>("a").Touch()).WaitAsync(LocalHost.Bound);
    }

    [Fact]
    public async Task Two_grains_that_wait_for_each_other_are_found_and_one_call_fails()
    {
        await using var host = await LocalHost.StartAsync();
        var calls = new[]
        {
            host.Grains.GetGrain<ICycleGrain>("left").Cross("right", "meeting"),
            host.Grains.GetGrain<ICycleGrain>("right").Cross("left", "meeting"),
        };
        await Assert.ThrowsAsync<CallCycleException>(() => Task.WhenAll(calls)).WaitAsync(LocalHost.Bound);
        Assert.Equal(1, calls.Count(c => c.IsFaulted));
    }

    [Fact]
    public async Task A_turn_that_blocks_its_thread_fails_those_who_wait_for_the_grain()
    {
        await using var host = await LocalHost.StartAsync();
        var grain = host.Grains.GetGrain<ICycleGrain>("blocked");
        var calls = new Task[] { grain.Block("turn"), grain.Key() };
        await Assert.ThrowsAsync<BlockedTurnException>(() => calls[0]).WaitAsync(LocalHost.Bound);
        await Assert.ThrowsAsync<BlockedTurnException>(() => calls[1]).WaitAsync(LocalHost.Bound);
        CycleGrain.Blocks["turn"].Set();
        Assert.Equal("blocked", await grain.Key());
    }

    [Fact]
    public async Task Calls_are_refused_when_the_host_has_stopped()
    {
        var host = await LocalHost.StartAsync();
        var grain = host.Grains.GetGrain<ICycleGrain>("a");
        Assert.Equal("a", await grain.Key());
        await host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Key());
    }
}
