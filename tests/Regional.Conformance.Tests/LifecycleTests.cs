using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class LifecycleTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task A_grain_activates_at_its_first_message_and_not_before()
    {
        var grain = Fresh<ILifecycleGrain>();
        var activated = Gate.Of($"{grain.GetPrimaryKeyString()} activated");
        Assert.False(await activated.ArrivesWithin(TimeSpan.FromMilliseconds(50)));
        await grain.Instance();
        await grain.Instance();
        Assert.Equal(1, activated.Arrived);
    }

    [Fact]
    public async Task Requests_wait_until_the_grain_has_activated()
    {
        var grain = Fresh<ISlowStartGrain>();
        var calls = new[] { grain.Touch(), grain.Touch() };
        await Gate.Of(grain.GetPrimaryKeyString()).WaitForArrivals();
        Assert.DoesNotContain(calls, c => c.IsCompleted);
        Gate.Of(grain.GetPrimaryKeyString()).Open();
        var touched = await Task.WhenAll(calls).WaitAsync(Bound);
        Assert.Equal([1, 2], touched.Order());
    }

    [Fact]
    public async Task A_failure_to_activate_reaches_the_caller_and_the_next_call_tries_again()
    {
        var grain = Fresh<IFailingGrain>();
        var fault = await Assert.ThrowsAsync<TestFault>(() => grain.Attempts()).WaitAsync(Bound);
        Assert.Equal("activation refused", fault.Message);
        Assert.Equal(2, await grain.Attempts().WaitAsync(Bound));
    }

    [Fact]
    public async Task A_failing_constructor_reaches_the_caller()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Fresh<IUnbuildableGrain>().Touch()).WaitAsync(Bound);
    }

    [Fact]
    public async Task DeactivateOnIdle_ends_the_activation_and_the_next_call_gets_a_fresh_one()
    {
        var grain = Fresh<ILifecycleGrain>();
        var first = await grain.DeactivateAfterwards();
        Assert.NotEqual(first, await grain.Instance().WaitAsync(Bound));
        await Gate.Of($"{grain.GetPrimaryKeyString()} {DeactivationReasonCode.ApplicationRequested}").WaitForArrivals();
        await Gate.Of($"{grain.GetPrimaryKeyString()} disposed").WaitForArrivals();
    }

    [Fact]
    public async Task What_waits_while_the_activation_ends_goes_to_a_fresh_one()
    {
        var (grain, gate) = (Fresh<ILifecycleGrain>(), NewKey());
        var last = grain.DeactivateAndWait(gate);
        await Gate.Of(gate).WaitForArrivals();
        var waiting = Enumerable.Range(0, 3).Select(_ => grain.Instance()).ToArray();
        Gate.Of(gate).Open();
        var instances = await Task.WhenAll(waiting).WaitAsync(Bound);
        Assert.Single(instances.Distinct());
        Assert.NotEqual(await last, instances[0]);
        Assert.Equal(2, Gate.Of($"{grain.GetPrimaryKeyString()} activated").Arrived);
    }

    [Fact]
    public async Task An_idle_grain_is_collected()
    {
        var grain = Fresh<IIdleGrain>();
        await grain.Touch();
        await Gate.Of($"{grain.GetPrimaryKeyString()} {DeactivationReasonCode.ActivationIdle}").WaitForArrivals();
    }

    [Fact]
    public async Task DelayDeactivation_puts_collection_off()
    {
        var grain = Fresh<IIdleGrain>();
        await grain.TouchAndDelay(TimeSpan.FromMinutes(1));
        var collected = Gate.Of($"{grain.GetPrimaryKeyString()} {DeactivationReasonCode.ActivationIdle}");
        Assert.False(await collected.ArrivesWithin(ConformanceSilo.IdleAge * 2.5));
    }

    [Fact]
    public async Task A_timer_does_not_keep_its_grain_from_collection_unless_it_says_so()
    {
        var (loose, kept) = (Fresh<IIdleGrain>(), Fresh<IIdleGrain>());
        await loose.StartTimer(NewKey(), keepAlive: false);
        await kept.StartTimer(NewKey(), keepAlive: true);
        await Gate.Of($"{loose.GetPrimaryKeyString()} {DeactivationReasonCode.ActivationIdle}").WaitForArrivals();
        Assert.Equal(0, Gate.Of($"{kept.GetPrimaryKeyString()} {DeactivationReasonCode.ActivationIdle}").Arrived);
    }

    [Fact]
    public async Task A_grain_is_constructed_from_the_hosts_services_with_a_scope_of_its_own()
    {
        Assert.Equal("injected 2 True True", await Grain<IInjectedGrain>("injected").Describe());
    }
}
