using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class StateTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task State_that_was_never_written_is_fresh_and_does_not_exist()
    {
        var grain = Fresh<IStateGrain>();
        Assert.Equal("fresh", await grain.Text());
        Assert.False(await grain.Exists());
    }

    [Fact]
    public async Task Written_state_is_there_when_the_grain_activates_again()
    {
        var grain = Fresh<IStateGrain>();
        await grain.Write("kept");
        Assert.True(await grain.Exists());
        await grain.DeactivateNow();
        Assert.Equal("kept", await grain.TextAtActivation());
        Assert.Equal("kept elsewhere", await grain.Other());
        Assert.True(await grain.Exists());
    }

    [Fact]
    public async Task Reading_replaces_what_was_not_written()
    {
        var grain = Fresh<IStateGrain>();
        await grain.Write("kept");
        await grain.SetUnwritten("lost");
        Assert.Equal("lost", await grain.Text());
        await grain.Read();
        Assert.Equal("kept", await grain.Text());
    }

    [Fact]
    public async Task Cleared_state_is_fresh_and_does_not_exist()
    {
        var grain = Fresh<IStateGrain>();
        await grain.Write("kept");
        await grain.Clear();
        Assert.False(await grain.Exists());
        Assert.Equal("fresh", await grain.Text());
        await grain.Write("again");
        await grain.DeactivateNow();
        Assert.Equal("again", await grain.Text());
    }

    [Fact]
    public async Task A_write_over_somebody_elses_fails_and_ends_the_activation()
    {
        var grain = Fresh<IStateGrain>();
        await grain.Write("mine");
        var first = await grain.Instance();
        await WriteFromOutside(grain, "theirs");
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write("mine again")).WaitAsync(Bound);
        Assert.Equal("theirs", await grain.Text().WaitAsync(Bound));
        Assert.NotEqual(first, await grain.Instance());
    }

    [Fact]
    public async Task A_conflict_that_the_grain_catches_leaves_it_in_place()
    {
        var grain = Fresh<IStateGrain>();
        await grain.Write("mine");
        var first = await grain.Instance();
        await WriteFromOutside(grain, "theirs");
        Assert.False(await grain.TryWrite("mine again"));
        Assert.Equal(first, await grain.Instance());
        await grain.Read();
        Assert.True(await grain.TryWrite("mine at last"));
    }

    [Fact]
    public async Task Writes_of_one_state_queue_up_and_the_last_value_is_stored()
    {
        var grain = Fresh<ICounterGrain>();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => grain.Add())).WaitAsync(Bound);
        await grain.DeactivateNow();
        Assert.Equal(100, await grain.Count());
    }

    private async Task WriteFromOutside(IStateGrain grain, string text)
    {
        var storage = Cluster.Services.GetRequiredService<IGrainStorage>();
        var state = new GrainState<Notes>(new Notes());
        await storage.ReadStateAsync("notes", grain.GetGrainId(), state);
        state.State = new Notes { Text = text };
        await storage.WriteStateAsync("notes", grain.GetGrainId(), state);
    }
}
