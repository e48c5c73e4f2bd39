using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class FilterTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task A_filter_sees_each_call_with_its_names()
    {
        var grain = Fresh<IFilteredGrain>();
        await grain.Whisper("x");
        var seen = RecordingFilter.Seen.Single(s => s.Target == grain.GetGrainId());
        Assert.Equal(typeof(IFilteredGrain).FullName, seen.Interface);
        Assert.Equal(nameof(IFilteredGrain.Whisper), seen.Method);
        Assert.Equal(nameof(FilteredGrain.Whisper), seen.Implementation);
    }

    [Fact]
    public async Task Filters_run_in_order_and_the_grains_own_comes_last()
    {
        Assert.Equal("hey by the grain!", await Fresh<IFilteredGrain>().Shout("hey"));
        Assert.Equal("hey", await Fresh<IFilteredGrain>().Whisper("hey"));
    }

    [Fact]
    public async Task A_filter_may_replace_a_failure()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Fresh<IFilteredGrain>().Fail());
        Assert.IsType<TestFault>(fault.InnerException);
    }

    [Fact]
    public async Task Timer_ticks_pass_the_filters_too()
    {
        var (grain, gate) = (Fresh<IFilteredGrain>(), NewKey());
        await grain.Tick(gate);
        await Gate.Of(gate).WaitForArrivals();
        Assert.Equal(2, RecordingFilter.Seen.Count(s => s.Target == grain.GetGrainId()));
    }
}
